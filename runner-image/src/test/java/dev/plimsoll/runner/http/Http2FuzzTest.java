package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.Fuzz;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same for connections of HTTP/2; streams that were read wrongly go to {@code src/test/resources/http2}. */
class Http2FuzzTest {
    private static final Path KEPT = Path.of("src/test/resources/http2");
    private static final int REQUESTS = 4;

    /** What became of the requests of one connection. */
    private record Account(List<Http2Wire.End> ends, boolean open) {}

    private static Account read(byte[] bytes, IntUnaryOperator pieces) {
        var wire = new Http2Wire();
        var asked = IntStream.range(0, REQUESTS).mapToObj(_ -> wire.get()).toList();
        wire.begin().feed(bytes, pieces);
        boolean open = wire.isOpen();
        wire.finish();
        return new Account(asked.stream().map(Http2Wire.Asked::end).toList(), open);
    }

    /** Responses to all requests, their frames mixed, among frames that mean nothing to them. */
    private static byte[] generate(RandomGenerator random) {
        var frames = new ServerFrames();
        frames.settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, random.nextInt(100_000));
        var parts = new int[REQUESTS];
        for (int open = REQUESTS; open > 0; ) {
            int stream = random.nextInt(REQUESTS);
            int last = 2 + stream;
            if (parts[stream] <= last) {
                part(frames, random, 2 * stream + 1, parts[stream], last);
                open -= parts[stream]++ == last ? 1 : 0;
            }
            distraction(frames, random);
        }
        return frames.bytes();
    }

    private static void part(ServerFrames frames, RandomGenerator random, int id, int part, int last) {
        if (part == 0) {
            frames.head(id, false, 1 + random.nextInt(60), ":status", "200", "server", "a", "date", "" + id);
        } else if (part == last && random.nextBoolean()) {
            frames.head(id, true, "x-sum", "1");
        } else {
            frames.padded(id, part == last, "d".repeat(random.nextInt(300)), random.nextInt(256));
        }
    }

    private static void distraction(ServerFrames frames, RandomGenerator random) {
        switch (random.nextInt(6)) {
            case 0 -> frames.frame(Http2FrameTypes.PING, 0, 0, new byte[8]);
            case 1 -> frames.windowUpdate(0, 1 + random.nextInt(1000));
            case 2 -> frames.frame(0x20 + random.nextInt(100), random.nextInt(256), 1, new byte[random.nextInt(20)]);
            case 3 -> frames.settings(Http2CodecUtil.SETTINGS_MAX_CONCURRENT_STREAMS, random.nextInt(1000));
            default -> {}
        }
    }

    @Test
    void shouldReadWhatIsValidHoweverItIsCut() throws IOException {
        Fuzz.repeat("valid connections of HTTP/2", random -> {
            int longest = 1 + random.nextInt(60);
            var account = read(generate(random), _ -> 1 + random.nextInt(longest));
            assertThat(account.open()).isTrue();
            assertThat(account.ends()).allMatch(end -> end != null && end.status() == 200);
            return "as sent";
        });
    }

    @Test
    void shouldReadTheSameHoweverSpoiltBytesAreCut() throws IOException {
        Fuzz.repeat("spoilt connections of HTTP/2", random -> {
            var spoilt = new Mutator(random).mutate(generate(random), generate(random));
            return assertSameHoweverCut(spoilt, random).open() ? "open" : "closed";
        });
    }

    private static Account assertSameHoweverCut(byte[] bytes, SplittableRandom random) {
        int longest = 1 + random.nextInt(60);
        var whole = read(bytes, _ -> Integer.MAX_VALUE);
        assertThat(whole.ends()).doesNotContainNull();
        assertThat(read(bytes, _ -> 1 + random.nextInt(longest)))
                .as(() -> HexFormat.of().formatHex(bytes))
                .isEqualTo(whole);
        assertThat(read(bytes, _ -> 1))
                .as(() -> HexFormat.of().formatHex(bytes))
                .isEqualTo(whole);
        return whole;
    }

    static Stream<Path> kept() throws IOException {
        try (var files = Files.list(KEPT)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void shouldReadTheSameHoweverKeptStreamsAreCut(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            assertSameHoweverCut(bytes, new SplittableRandom(i));
        }
    }
}
