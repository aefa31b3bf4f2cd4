package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long after a rush the target was what it had been before: from the instant at which the load is back to the first
 * of {@value #IN_A_ROW} windows in a row in which the percentile is back, and errors too.
 *
 * @param percent of the percentile that was looked at: 95, or 50 where requests are few
 * @param before what was usual before the rush
 * @param tolerated what the percentile must come back to; nanoseconds
 * @param last what it was like in the last window that was looked at
 * @param nanos until it was back; null when it was not as long as was looked
 * @param lookedNanos for how long was looked
 */
record Recovery(
        Rush rush,
        int percent,
        Window before,
        long tolerated,
        Window last,
        @Nullable Long nanos,
        long lookedNanos) {
    /** One quick window may be luck. */
    private static final int IN_A_ROW = 3;

    /** Back is: no more than this above what it was, or what its windows were at most. */
    private static final double ABOVE = 0.25;

    /** Nor may so many more of its requests fail. */
    private static final double MORE_ERRORS = 0.01;

    /** Windows of the time before that say what is usual. */
    private static final int FEWEST_WINDOWS = 5;

    private static final long SHORTEST_WINDOW = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_WINDOW = Duration.ofSeconds(5).toNanos();

    /** So that ten are above the 95th percentile. */
    private static final int REQUESTS_FOR_P95 = 200;

    private static final int REQUESTS_FOR_MEDIAN = 30;

    /**
     * Longer is slow: three times the timeout that requests have when nothing else is said. All that the rush left in
     * queues has an end by then, and whatever is still slow is a state that stayed.
     */
    private static final long SLOW_NANOS = Duration.ofSeconds(30).toNanos();

    /** What a piece of time was like. */
    record Window(long startNanos, long timed, long percentile, double errorFraction) {
        static Window of(Block block, int percent) {
            return new Window(
                    block.span().startNanos(), block.timed(), block.percentile(percent), block.errorFraction());
        }
    }

    /** Finds it out; empty where there are too few requests, or too little time, to say what was usual. */
    static Optional<Recovery> of(Course course, Rush rush) {
        double perSecond = course.sum(rush.before().span()).timedPerSecond();
        if (perSecond == 0) {
            return Optional.empty();
        }
        boolean many = REQUESTS_FOR_P95 / perSecond * 1e9 <= LONGEST_WINDOW;
        int percent = many ? 95 : 50;
        double requests = many ? REQUESTS_FOR_P95 : REQUESTS_FOR_MEDIAN;
        long window = Math.max(SHORTEST_WINDOW, (long) Math.ceil(requests / perSecond * 1e9));
        var before = windows(course, rush.before(), percent, window);
        var after = windows(course, rush.after(), percent, window);
        return before.size() < FEWEST_WINDOWS || after.size() < IN_A_ROW
                ? Optional.empty()
                : Optional.of(of(course, rush, percent, before, after));
    }

    private static List<Window> windows(Course course, Stretch stretch, int percent, long nanos) {
        return course.blocks(stretch.span(), nanos, block -> Window.of(block, percent));
    }

    private static Recovery of(Course course, Rush rush, int percent, List<Window> before, List<Window> after) {
        var usual = Window.of(course.sum(rush.before().span()), percent);
        long highest = before.stream().mapToLong(Window::percentile).max().orElse(0);
        long tolerated = Math.max(highest, Math.round(usual.percentile() * (1 + ABOVE)));
        var back = firstBack(
                after,
                window -> window.timed() > 0
                        && window.percentile() <= tolerated
                        && window.errorFraction() <= usual.errorFraction() + MORE_ERRORS);
        var span = rush.after().span();
        return new Recovery(
                rush,
                percent,
                usual,
                tolerated,
                after.getLast(),
                back.map(window -> window.startNanos() - span.startNanos()).orElse(null),
                span.lengthNanos());
    }

    private static Optional<Window> firstBack(List<Window> windows, Predicate<Window> isBack) {
        var inARow = new ArrayList<Window>();
        for (var window : windows) {
            if (!isBack.test(window)) {
                inARow.clear();
            } else {
                inARow.add(window);
                if (inARow.size() == IN_A_ROW) {
                    return Optional.of(inARow.getFirst());
                }
            }
        }
        return Optional.empty();
    }

    /** The stretch after the rush without the time of recovery; empty when there was no end of it. */
    Optional<Stretch> calm() {
        return Optional.ofNullable(nanos)
                .map(time -> rush.after().from(rush.after().span().startNanos() + time));
    }

    /** The slowest of several. */
    static Optional<Finding> slowest(String phase, List<Recovery> recoveries) {
        return recoveries.stream()
                .max(Comparator.comparingLong(recovery -> recovery.nanos == null ? Long.MAX_VALUE : recovery.nanos))
                .map(recovery -> recovery.finding(phase));
    }

    private Finding finding(String phase) {
        boolean slow = nanos == null ? lookedNanos > SLOW_NANOS : nanos > SLOW_NANOS;
        return new Finding(
                slow ? Finding.Kind.SLOW_RECOVERY : Finding.Kind.RECOVERY,
                phase,
                "after a rush of " + rush.after().levelText(rush.peak()) + ", " + fate(),
                List.of(
                        nanos == null ? Figure.time("notWithin", lookedNanos) : Figure.time("recoveryTime", nanos),
                        Figure.number("percentile", percent),
                        Figure.time("before", before.percentile()),
                        Figure.time("tolerated", tolerated),
                        Figure.time("last", last.percentile()),
                        Figure.share("errorRateBefore", before.errorFraction()),
                        Figure.share("errorRateLast", last.errorFraction())));
    }

    private String fate() {
        if (nanos != null) {
            return "p%d of response time was back at %s or less %s; before it, it was %s"
                    .formatted(
                            percent,
                            Durations.format(tolerated),
                            nanos == 0 ? "at once" : "after " + Durations.format(nanos),
                            usual(Durations.format(before.percentile())));
        }
        return last.percentile() <= tolerated && last.errorFraction() > before.errorFraction() + MORE_ERRORS
                ? "requests still failed %s later: %s of them, before it %s"
                        .formatted(
                                Durations.format(lookedNanos),
                                Percentages.format(last.errorFraction()),
                                usual(Percentages.format(before.errorFraction())))
                : "p%d of response time was not back at %s or less for good within %s: it was %s at the end, before it %s"
                        .formatted(
                                percent,
                                Durations.format(tolerated),
                                Durations.format(lookedNanos),
                                Durations.format(last.percentile()),
                                usual(Durations.format(before.percentile())));
    }

    private String usual(String value) {
        return value + " at " + rush.before().levelText();
    }
}
