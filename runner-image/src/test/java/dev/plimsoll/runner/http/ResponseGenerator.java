package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes valid HTTP/1.1 responses of every framing, and knows what must be read of them. */
final class ResponseGenerator {
    private static final List<String> NAMES = List.of("Server", "x-a", "Set-Cookie", "ETag", "X-Request-Id", "Vary");
    private static final List<String> VALUES =
            List.of("", "a", "a, b", "\"x\"", "text/html; charset=utf-8", "für", "\t b  c \t", "a".repeat(300));
    private static final List<String> REASONS = List.of("", " ", " OK", " Not Quite What You Think", " ä");
    private static final int LONGEST_BODY = 3_000;

    /** How the end of a body is told. */
    enum Framing {
        LENGTH,
        CHUNKED,
        CHUNKED_DESPITE_LENGTH,
        NO_BODY,
        HEAD,
        TO_END
    }

    /** One response, and what must be read of it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Generated(byte[] bytes, Framing framing, int status, byte[] body, boolean keepAlive) {}

    private final RandomGenerator random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String newline = "\r\n";

    ResponseGenerator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The next response.
     *
     * @param last whether it may reach to the end of the connection
     */
    Generated next(boolean last) {
        out.reset();
        newline = random.nextInt(5) == 0 ? "\n" : "\r\n";
        var framings = Framing.values();
        var framing = framings[random.nextInt(last ? framings.length : framings.length - 1)];
        int status = statusFor(framing);
        boolean old = random.nextInt(8) == 0;
        boolean closes = random.nextInt(6) == 0;
        boolean stays = random.nextInt(4) == 0;
        var body = bodyFor(framing);
        interim();
        line("HTTP/1." + (old ? 0 : 1) + " " + status + one(REASONS));
        fields();
        frame(framing, body.length);
        fields();
        if (stays) {
            line(anyCase("Connection") + ": " + anyCase("Keep-Alive"));
        }
        if (closes) {
            line(anyCase("Connection") + ":" + (random.nextBoolean() ? "" : " \t ") + anyCase("close"));
        }
        line("");
        content(framing, body);
        return new Generated(out.toByteArray(), framing, status, body, !closes && (!old || stays));
    }

    private int statusFor(Framing framing) {
        if (framing == Framing.NO_BODY) {
            return random.nextBoolean() ? 204 : 304;
        }
        int status = 200 + random.nextInt(400);
        return status == 204 || status == 304 ? 200 : status;
    }

    private byte[] bodyFor(Framing framing) {
        boolean none = framing == Framing.NO_BODY || framing == Framing.HEAD || random.nextInt(6) == 0;
        var body = new byte[none ? 0 : random.nextInt(random.nextInt(4) == 0 ? LONGEST_BODY : 20)];
        random.nextBytes(body);
        return body;
    }

    private void interim() {
        while (random.nextInt(8) == 0) {
            line(random.nextBoolean() ? "HTTP/1.1 100 Continue" : "HTTP/1.1 103");
            fields();
            line("");
        }
    }

    private void fields() {
        while (random.nextInt(3) > 0) {
            line(anyCase(one(NAMES)) + ":" + (random.nextBoolean() ? " " : "") + one(VALUES));
            if (random.nextInt(8) == 0) {
                line((random.nextBoolean() ? " " : "\t") + "folded");
            }
        }
    }

    private void frame(Framing framing, int length) {
        switch (framing) {
            case LENGTH -> {
                contentLength(length);
                if (random.nextInt(8) == 0) {
                    contentLength(length);
                }
            }
            case NO_BODY, HEAD -> {
                if (random.nextBoolean()) {
                    contentLength(random.nextInt(100));
                }
            }
            case CHUNKED_DESPITE_LENGTH -> {
                contentLength(random.nextInt(100));
                transferEncoding();
            }
            case CHUNKED -> transferEncoding();
            case TO_END -> {}
        }
    }

    private void contentLength(int length) {
        line(anyCase("Content-Length") + ": " + (random.nextInt(6) == 0 ? "000" : "") + length);
    }

    private void transferEncoding() {
        line(anyCase("Transfer-Encoding") + ": " + (random.nextInt(6) == 0 ? "gzip, " : "") + anyCase("chunked"));
    }

    private void content(Framing framing, byte[] body) {
        switch (framing) {
            case LENGTH, TO_END -> out.writeBytes(body);
            case CHUNKED, CHUNKED_DESPITE_LENGTH -> chunks(body);
            case NO_BODY, HEAD -> {}
        }
    }

    private void chunks(byte[] body) {
        for (int from = 0; from < body.length; ) {
            int size = 1 + random.nextInt(Math.min(body.length - from, 700));
            chunkSize(size);
            out.write(body, from, size);
            line("");
            from += size;
        }
        chunkSize(0);
        if (random.nextInt(4) == 0) {
            fields(); // trailers
        }
        line("");
    }

    private void chunkSize(int size) {
        var hex = anyCase(Integer.toHexString(size));
        var extension = random.nextInt(6) == 0 ? ";n=\"a;b\"" : "";
        line((random.nextInt(6) == 0 ? "00" : "") + hex + (random.nextInt(8) == 0 ? " " : "") + extension);
    }

    private void line(String text) {
        out.writeBytes(text.getBytes(ISO_8859_1));
        out.writeBytes(newline.getBytes(ISO_8859_1));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String anyCase(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toLowerCase(Locale.ROOT);
            case 1 -> text.toUpperCase(Locale.ROOT);
            default -> text;
        };
    }
}
