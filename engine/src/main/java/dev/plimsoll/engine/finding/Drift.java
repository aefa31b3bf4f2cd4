package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Decision;
import dev.plimsoll.engine.compare.LogRatio;
import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the second half of a stretch was slower than the first, or quicker.
 *
 * <p>Each half is cut into as many blocks of time, and the i-th block of the second half is compared with the i-th of
 * the first. The blocks are the replicate, not the requests: those of one minute share whatever that minute was like.
 * What grows evenly shifts all pairs by the same, so that it is seen in few of them; what wanders shows as
 * autocorrelation of the pairs, for which the test widens its bounds.
 */
final class Drift {
    private static final long SHORTEST_BLOCK = Duration.ofSeconds(15).toNanos();
    private static final int FEWEST_PAIRS = 10;

    /** More would not be better: longer blocks resemble each other less. */
    private static final int MOST_PAIRS = Rounds.LATEST_FIRST;

    /** Samples in the tail of a block, as of a round of a comparison. */
    private static final int TAIL_SAMPLES = 30;

    /**
     * What slow weather moves the halves of an hour apart; of a shorter stretch it is more, by the square root of how
     * much shorter.
     */
    private static final double TOLERANCE = 0.05;

    private static final double HOUR = Duration.ofHours(1).toNanos();

    /** In either direction. */
    private static final double FALSE_ALARM_RATE = 0.01;

    /** What differs by less is made of schedulers, the runner's own too. */
    private static final long LEAST_NANOS = Duration.ofMillis(1).toNanos();

    /** A drift that was found; {@code estimate} is second half ÷ first half. */
    private record Found(Stretch stretch, int percent, long first, long second, RatioEstimate estimate) {
        double size() {
            return Math.abs(Math.log(estimate.ratio()));
        }
    }

    private final Course course;
    private final Stretch stretch;

    private Drift(Course course, Stretch stretch) {
        this.course = course;
        this.stretch = stretch;
    }

    /** The largest drift in any of the stretches. */
    static Optional<Finding> in(String phase, Course course, List<Stretch> stretches) {
        return stretches.stream()
                .flatMap(stretch -> new Drift(course, stretch).find().stream())
                .max((a, b) -> Double.compare(a.size(), b.size()))
                .map(found -> finding(phase, found));
    }

    /** At the 95th percentile if there are enough requests for it, or else at the median. */
    private Optional<Found> find() {
        double perSecond = course.sum(stretch.span()).timedPerSecond();
        return IntStream.of(95, 50)
                .filter(percent -> blockNanos(percent, perSecond) * 2 * FEWEST_PAIRS
                        <= stretch.span().lengthNanos())
                .boxed()
                .findFirst()
                .flatMap(percent -> find(percent, blockNanos(percent, perSecond)));
    }

    private long blockNanos(int percent, double perSecond) {
        double samples = TAIL_SAMPLES / (1 - percent / 100.0);
        long forSamples = perSecond > 0 ? (long) Math.ceil(samples / perSecond * 1e9) : Long.MAX_VALUE / 64;
        return Math.max(Math.max(SHORTEST_BLOCK, forSamples), stretch.span().lengthNanos() / (2 * MOST_PAIRS));
    }

    private Optional<Found> find(int percent, long blockNanos) {
        var blocks = course.blocks(stretch.span(), blockNanos, block -> block.percentile(percent));
        int pairs = Math.min(blocks.size() / 2, MOST_PAIRS);
        if (pairs < FEWEST_PAIRS || blocks.contains(0L)) {
            return Optional.empty();
        }
        var slower = new double[pairs];
        Arrays.setAll(slower, i -> LogRatio.ofTimes(blocks.get(i), blocks.get(blocks.size() - pairs + i)));
        var quicker = Arrays.stream(slower).map(ratio -> -ratio).toArray();
        return proven(slower)
                .or(() -> proven(quicker).map(RatioEstimate::inverse))
                .map(estimate -> found(percent, estimate))
                .filter(found -> Math.abs(found.second() - found.first()) >= LEAST_NANOS);
    }

    /** How much the second of each pair is above the first, when it is so beyond the tolerance. */
    private Optional<RatioEstimate> proven(double[] logRatios) {
        double tolerance =
                TOLERANCE * Math.sqrt(Math.max(1, HOUR / stretch.span().lengthNanos()));
        var once = new Rounds(logRatios.length, logRatios.length);
        var outcome = SequentialTest.groupSequential(
                        new Allowance(tolerance, tolerance), once, FALSE_ALARM_RATE / SequentialTest.SPENT, 1)
                .decide(logRatios);
        return outcome.decision() == Decision.WORSE ? Optional.ofNullable(outcome.estimate()) : Optional.empty();
    }

    private Found found(int percent, RatioEstimate estimate) {
        var span = stretch.span();
        long middle = span.startNanos() + span.lengthNanos() / 2;
        return new Found(
                stretch,
                percent,
                course.sum(new Span(span.startNanos(), middle)).percentile(percent),
                course.sum(new Span(middle, span.endNanos())).percentile(percent),
                estimate);
    }

    private static Finding finding(String phase, Found found) {
        return new Finding(
                Finding.Kind.DRIFT,
                phase,
                found.estimate().ratio() > 1 ? rose(found) : fell(found),
                List.of(
                        Figure.number("percentile", found.percent()),
                        Figure.time("firstHalf", found.first()),
                        Figure.time("secondHalf", found.second()),
                        Figure.number("ratio", found.estimate().ratio()),
                        Figure.number("ratioLow", found.estimate().low()),
                        Figure.number("ratioHigh", found.estimate().high()),
                        Figure.number("pairsOfBlocks", found.estimate().rounds())));
    }

    private static String rose(Found found) {
        return sentence(
                        found,
                        "rose",
                        found.estimate().ratio() - 1,
                        found.estimate().low() - 1)
                + "look for what grows with time, such as memory, queues, tables or connections";
    }

    private static String fell(Found found) {
        return sentence(
                        found,
                        "fell",
                        1 - found.estimate().ratio(),
                        1 - found.estimate().high())
                + "the first half was not its steady state yet, and a longer warm-up would leave that out";
    }

    private static String sentence(Found found, String how, double by, double atLeast) {
        return "in %s, p%d of response time %s by %s from the first half (%s) to the second (%s), by at least %s with 99 %% confidence; "
                .formatted(
                        found.stretch().text(),
                        found.percent(),
                        how,
                        Percentages.format(by, 2),
                        Durations.format(found.first()),
                        Durations.format(found.second()),
                        Percentages.format(atLeast, 2));
    }
}
