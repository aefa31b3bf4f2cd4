package dev.plimsoll.bench.trend;

import dev.plimsoll.engine.trend.Trend;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What is asked of many series: the answer is the share of them of which something is true. */
final class Question {
    /** A change that is told so many nights beside the true one is that one. */
    private static final int BESIDE = 3;

    private static final int SOON = 5;

    private Question() {}

    /** Of series whose seeds are not those of another question. */
    private static double share(World world, int series, int nights, Predicate<double[]> isTrue) {
        long first = 1_000_003L * world.hashCode() + nights;
        return (double) LongStream.range(0, series)
                        .parallel()
                        .mapToObj(i -> world.draw(first + i, nights))
                        .filter(isTrue)
                        .count()
                / series;
    }

    /** Whether there is any change when all nights are looked at once. */
    static double anyChange(Detector detector, World world, int series, int nights) {
        return share(
                world, series, nights, millis -> !detector.changes().in(millis).isEmpty());
    }

    /** Whether a change is told on any of the nights after so many, each looked at as it comes in. */
    static double anyChangeNightByNight(Detector detector, World world, int series, int from, int nights) {
        return share(
                world,
                series,
                nights,
                millis -> IntStream.rangeClosed(from + 1, nights)
                        .anyMatch(so -> !detector.changes()
                                .in(Arrays.copyOf(millis, so))
                                .isEmpty()));
    }

    /** Whether the step is told by its fifth night, each looked at as it comes in. */
    static double stepFoundSoon(Detector detector, World world, int series) {
        int at = world.stepAt();
        return share(
                world,
                series,
                at + SOON,
                millis -> IntStream.rangeClosed(at + 1, at + SOON)
                        .anyMatch(so -> detector.changes().in(Arrays.copyOf(millis, so)).stream()
                                .anyMatch(found -> Math.abs(found - at) <= BESIDE)));
    }

    /** Whether our trend tells of a drift when all nights are looked at once. */
    static double drift(World world, int series, int nights) {
        return share(world, series, nights, millis -> Detector.trend(millis).drift() != null);
    }

    /** Whether our trend tells of a drift on any of the nights after so many, each looked at as it comes in. */
    static double driftNightByNight(World world, int series, int from, int nights) {
        return share(
                world,
                series,
                nights,
                millis -> IntStream.rangeClosed(from + 1, nights)
                        .mapToObj(so -> Detector.trend(Arrays.copyOf(millis, so)))
                        .map(Trend::drift)
                        .anyMatch(drift -> drift != null));
    }
}
