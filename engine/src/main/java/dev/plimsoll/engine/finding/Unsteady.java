package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.judge.Confidence;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the median of the response time goes up and down where the load does not, by its coefficient of variation
 * over blocks of time.
 *
 * <p>A block's median is not known exactly. Each is taken as near to the median of the whole stretch as its interval
 * allows: what the choice of requests alone explains counts for nothing. So two steps of which one is far slower, whose
 * common median is anywhere between them, are no finding.
 */
final class Unsteady {
    private static final int MOST_BLOCKS = 60;
    private static final int FEWEST_BLOCKS = 12;
    private static final long SHORTEST_BLOCK = Duration.ofSeconds(5).toNanos();
    private static final int FEWEST_REQUESTS = 100;

    /** Left out at each end of a block's interval, so that all blocks of 99 in 100 stretches are in theirs. */
    private static final double TAIL = 0.01 / 2 / MOST_BLOCKS;

    /** Three times what shared drift of a cluster does to intervals, with which the comparison is simulated. */
    private static final double HIGH = 0.30;

    /** A deviation below is made of schedulers, the runner's own too. */
    private static final long LEAST_NANOS = Duration.ofMillis(1).toNanos();

    /** The median of a block, and as near to that of the stretch as can be. */
    private record Reading(Span span, long median, double nearest) {}

    private record Found(Stretch stretch, long median, List<Reading> readings) {
        double deviation() {
            return Math.sqrt(readings.stream()
                    .mapToDouble(reading -> (reading.nearest() - median) * (reading.nearest() - median))
                    .average()
                    .orElse(0));
        }

        double variation() {
            return deviation() / median;
        }

        Reading slowest() {
            return readings.stream()
                    .max(Comparator.comparingLong(Reading::median))
                    .orElseThrow();
        }

        Reading quickest() {
            return readings.stream()
                    .min(Comparator.comparingLong(Reading::median))
                    .orElseThrow();
        }
    }

    private Unsteady() {}

    /** The least steady of the stretches. */
    static Optional<Finding> in(String phase, Course course, List<Stretch> stretches) {
        return stretches.stream()
                .flatMap(stretch -> find(course, stretch).stream())
                .max(Comparator.comparingDouble(Found::variation))
                .map(found -> finding(phase, found));
    }

    private static Optional<Found> find(Course course, Stretch stretch) {
        var whole = course.sum(stretch.span());
        if (whole.timed() == 0) {
            return Optional.empty();
        }
        long median = whole.percentile(50);
        long forRequests = (long) Math.ceil(FEWEST_REQUESTS / whole.timedPerSecond() * 1e9);
        long nanos =
                Math.max(Math.max(SHORTEST_BLOCK, forRequests), stretch.span().lengthNanos() / MOST_BLOCKS);
        var readings = course.blocks(stretch.span(), nanos, block -> reading(block, median));
        var found = new Found(stretch, median, readings);
        return readings.size() >= FEWEST_BLOCKS && found.variation() >= HIGH && found.deviation() >= LEAST_NANOS
                ? Optional.of(found)
                : Optional.empty();
    }

    /** A block in which nothing was answered says nothing of the median; errors are for objectives. */
    private static Reading reading(Block block, long median) {
        if (block.timed() == 0) {
            return new Reading(block.span(), median, median);
        }
        var interval = Confidence.ofPercentile(block.response(), 50, TAIL);
        return new Reading(
                block.span(), block.percentile(50), Math.clamp((double) median, interval.low(), interval.high()));
    }

    private static Finding finding(String phase, Found found) {
        var slowest = found.slowest();
        return new Finding(
                Finding.Kind.UNSTEADY,
                phase,
                "in %s, the median of response time went from %s to %s over %d pieces of time, with a coefficient of variation of %s; it was slowest from %s on, for %s"
                        .formatted(
                                found.stretch().text(),
                                Durations.format(found.quickest().median()),
                                Durations.format(slowest.median()),
                                found.readings().size(),
                                Percentages.format(found.variation(), 2),
                                Durations.format(slowest.span().startNanos()),
                                Durations.format(slowest.span().lengthNanos())),
                List.of(
                        Figure.share("coefficientOfVariation", found.variation()),
                        Figure.time("median", found.median()),
                        Figure.time("quickestMedian", found.quickest().median()),
                        Figure.time("slowestMedian", slowest.median()),
                        Figure.time("slowestFrom", slowest.span().startNanos()),
                        Figure.number("blocks", found.readings().size())));
    }
}
