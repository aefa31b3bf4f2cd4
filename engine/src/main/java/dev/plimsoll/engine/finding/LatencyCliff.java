package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.judge.Confidence;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether p99 is so far above p95 that a few requests must have met something that the others did not. Looked at where
 * the load is steady: over changing load the slowest are those of the highest load.
 */
final class LatencyCliff {
    /**
     * How many times p95 is far. Exponential times, as of a busy queue, have 1.5, lognormal ones with a deviation of 1,
     * which is a heavy tail, 2.0; one needs a deviation of 1.6 to get to 3. Beyond that it is no tail but another path.
     */
    private static final double FAR = 3;

    /** Ten samples above p99: with fewer, its interval has no upper end. */
    private static final int FEWEST = 1_000;

    /** The generator may notice slots so late that it does not count as late: this much may be its own. */
    private static final long LEAST_NANOS = Duration.ofMillis(10).toNanos();

    /** A stretch of time and the two percentiles in it. */
    private record Found(Stretch stretch, long timed, long p95, long p99) {
        double ratio() {
            return (double) p99 / p95;
        }
    }

    private LatencyCliff() {}

    /** The steepest cliff in any of the stretches. */
    static Optional<Finding> in(String phase, Course course, List<Stretch> stretches) {
        return stretches.stream()
                .flatMap(stretch -> find(stretch, course.sum(stretch.span())).stream())
                .max(Comparator.comparingDouble(Found::ratio))
                .map(found -> finding(phase, found));
    }

    /** By the ends of the percentiles' intervals that are nearest to each other. */
    private static Optional<Found> find(Stretch stretch, Block block) {
        if (block.timed() < FEWEST) {
            return Optional.empty();
        }
        double p95 = Confidence.ofPercentile(block.response(), 95).high();
        double p99 = Confidence.ofPercentile(block.response(), 99).low();
        return p99 >= FAR * p95 && p99 - p95 >= LEAST_NANOS
                ? Optional.of(new Found(stretch, block.timed(), block.percentile(95), block.percentile(99)))
                : Optional.empty();
    }

    private static Finding finding(String phase, Found found) {
        return new Finding(
                Finding.Kind.LATENCY_CLIFF,
                phase,
                "in %s, p99 of response time was %s, %s times p95, which was %s; one request in a hundred meets what the others do not, such as a pause, a lock, a retry or a cold cache"
                        .formatted(
                                found.stretch().text(),
                                Durations.format(found.p99()),
                                Numbers.plain(found.ratio(), 2),
                                Durations.format(found.p95())),
                List.of(
                        Figure.time("p95", found.p95()),
                        Figure.time("p99", found.p99()),
                        Figure.number("ratio", found.ratio()),
                        Figure.number("requests", (double) found.timed())));
    }
}
