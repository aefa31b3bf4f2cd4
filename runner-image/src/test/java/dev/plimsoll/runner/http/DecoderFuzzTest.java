package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.http.ResponseGenerator.Framing;
import dev.plimsoll.runner.http.ResponseGenerator.Generated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds the decoder of responses with what a generator makes, valid and spoilt. For a second with each build; for
 * longer by {@code hack/fuzz MINUTES}. A failure names its seed, and a stream that was read wrongly goes to
 * {@code src/test/resources/responses}, where it is tried for ever.
 */
class DecoderFuzzTest {
    private static final Path KEPT = Path.of("src/test/resources/responses");
    private static final long FIRST_SEED = 1;

    /** That share the time, those of HTTP/2 among them. */
    private static final int TESTS = 5;

    private static final long BUDGET_NANOS = Long.getLong("plimsoll.fuzz.minutes", 0) == 0
            ? TimeUnit.SECONDS.toNanos(1)
            : TimeUnit.MINUTES.toNanos(Long.getLong("plimsoll.fuzz.minutes", 0)) / TESTS;

    interface Trial {
        void with(SplittableRandom random) throws IOException;
    }

    static void repeat(Trial trial) throws IOException {
        long until = System.nanoTime() + BUDGET_NANOS;
        for (long seed = FIRST_SEED; System.nanoTime() < until; seed++) {
            try {
                trial.with(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<Generated> generate(SplittableRandom random) {
        var generator = new ResponseGenerator(random);
        var stream = new ArrayList<Generated>();
        int count = 1 + random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            stream.add(generator.next(i == count));
        }
        return stream;
    }

    private static byte[] bytesOf(List<Generated> stream) {
        var bytes = new ByteArrayOutputStream();
        stream.forEach(each -> bytes.writeBytes(each.bytes()));
        return bytes.toByteArray();
    }

    private static boolean isHead(List<Generated> stream, int index) {
        return index < stream.size() && stream.get(index).framing() == Framing.HEAD;
    }

    @Test
    void shouldReadWhatIsValidHoweverItIsCut() throws IOException {
        repeat(random -> {
            var stream = generate(random);
            int longest = 1 + random.nextInt(60);
            var run = DecoderRun.of(bytesOf(stream), index -> isHead(stream, index), _ -> 1 + random.nextInt(longest));
            assertThat(run.seen()).hasSameSizeAs(stream);
            for (int i = 0; i < stream.size(); i++) {
                var seen = run.seen().get(i);
                var made = stream.get(i);
                assertThat(seen.status()).isEqualTo(made.status());
                assertThat(seen.receivedBytes()).isEqualTo(made.bytes().length);
                assertThat(seen.bodyBytes()).isEqualTo(made.body().length);
                assertThat(seen.bodyHash()).isEqualTo(Arrays.hashCode(made.body()));
                assertThat(seen.keepAlive()).isEqualTo(made.keepAlive());
            }
        });
    }

    @Test
    void shouldReadTheSameHoweverSpoiltBytesAreCut() throws IOException {
        repeat(random -> {
            var stream = generate(random);
            var spoilt = new Mutator(random).mutate(bytesOf(stream), bytesOf(generate(random)));
            assertSameHoweverCut(spoilt, stream, random);
        });
    }

    private static void assertSameHoweverCut(byte[] bytes, List<Generated> stream, SplittableRandom random) {
        int longest = 1 + random.nextInt(60);
        var whole = DecoderRun.of(bytes, index -> isHead(stream, index), _ -> Integer.MAX_VALUE);
        var pieces = DecoderRun.of(bytes, index -> isHead(stream, index), _ -> 1 + random.nextInt(longest));
        var single = DecoderRun.of(bytes, index -> isHead(stream, index), _ -> 1);
        int cut = random.nextInt(bytes.length + 1);
        var halves =
                DecoderRun.of(bytes, index -> isHead(stream, index), at -> at < cut ? cut - at : Integer.MAX_VALUE);
        for (var run : List.of(pieces, single, halves)) {
            assertThat(run.account()).as(() -> HexFormat.of().formatHex(bytes)).isEqualTo(whole.account());
        }
    }

    @Test
    void shouldUnfoldNoMoreThanAllowedOfBodiesThatAreSpoilt() throws IOException {
        repeat(random -> {
            var clear = new byte[random.nextInt(20_000)];
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(clear);
            }
            var spoilt = new Mutator(random).mutate(bytes.toByteArray(), clear);
            for (var encoding : List.of("gzip", "deflate", "gzip, deflate", "br")) {
                assertThat(BodyDecoder.decode(List.of(encoding), spoilt, 1_000).bytes().length)
                        .isLessThanOrEqualTo(Math.max(1_000, spoilt.length));
            }
        });
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
            assertSameHoweverCut(bytes, List.of(), new SplittableRandom(i));
        }
    }
}
