package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils bytes: a little, so that they go far before they are refused. */
final class Mutator {
    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            ":",
            " ",
            "\0",
            "0",
            "-1",
            "ffffffffffffffff",
            "9223372036854775807",
            ";",
            "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "HTTP/1.1 200 OK\r\n",
            "\r\n folded",
            "ÿ");

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    byte[] mutate(byte[] bytes, byte[] other) {
        var mutated = bytes;
        for (int i = 0; i <= random.nextInt(4); i++) {
            mutated = mutated.length == 0 ? other : once(mutated, other);
        }
        return mutated;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(16));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> joined(bytes, at, token(), at);
            case 2 -> joined(bytes, at, token(), to);
            case 3 -> joined(bytes, at, new byte[0], to);
            case 4 -> joined(bytes, to, slice(bytes, at, to), to);
            case 5 -> joined(bytes, at, new byte[0], bytes.length);
            default -> spliced(bytes, at, other);
        };
    }

    private static byte[] flipped(byte[] bytes, int at) {
        var copy = bytes.clone();
        copy[at] ^= (byte) (1 << (at % 8));
        return copy;
    }

    private byte[] spliced(byte[] bytes, int at, byte[] other) {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return joined(bytes, at, slice(other, from, other.length), bytes.length);
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(ISO_8859_1);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The bytes before {@code to}, those between, and those from {@code from} on. */
    private static byte[] joined(byte[] bytes, int to, byte[] between, int from) {
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, to);
        joined.writeBytes(between);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }
}
