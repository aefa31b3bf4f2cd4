package dev.plimsoll.bench.trend;

import dev.plimsoll.engine.trend.ChangePoint;
import dev.plimsoll.engine.trend.Limit;
import dev.plimsoll.engine.trend.Night;
import dev.plimsoll.engine.trend.Segmentation;
import dev.plimsoll.engine.trend.Significance;
import dev.plimsoll.engine.trend.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What finds changes in nights.
 *
 * @param title in tables
 * @param changes finds the nights, by index, at which something changed; values are milliseconds
 */
record Detector(String title, Changes changes) {
    private static final Limit LIMIT = Limit.of("<= 300ms").orElseThrow();

    /** Hunter's, as its tool has it. */
    static final Detector HUNTER = hunter("Hunter, p 0.001", 0.001, 0);

    /** Hunter's, with the level and magnitude that our notes proposed. */
    static final Detector STRICT_HUNTER = hunter("Hunter, p 0.0001, 5 %", 0.0001, 0.05);

    /** Ours, from the texts of statuses to the change points. */
    static final Detector PLIMSOLL = new Detector(
            "**Plimsoll**",
            millis -> trend(millis).changes().stream().map(ChangePoint::index).toList());

    static final List<Detector> ALL = List.of(HUNTER, STRICT_HUNTER, PLIMSOLL);

    /** Indices of nights at which something changed. */
    interface Changes {
        List<Integer> in(double[] millis);
    }

    /** What our trend says of nights. */
    static Trend trend(double[] millis) {
        return Trend.of(
                IntStream.range(0, millis.length)
                        .mapToObj(i -> night(i, millis[i]))
                        .toList(),
                LIMIT);
    }

    private static Night night(int index, double millis) {
        double asStatusesHaveIt = LIMIT.read(LIMIT.format(1e6 * millis)).orElseThrow();
        return new Night(
                "night-" + index,
                Instant.EPOCH.plus(Duration.ofDays(index)),
                asStatusesHaveIt,
                Night.Outcome.HELD,
                "same");
    }

    private static Detector hunter(String title, double level, double magnitude) {
        Significance student = StudentsTest::pValue;
        var segmentation = new Segmentation(student, level, Math.log1p(magnitude), Trend.WINDOW, 1);
        return new Detector(
                title,
                millis -> segmentation.cuts(Arrays.stream(millis).map(Math::log).toArray()).stream()
                        .map(Segmentation.Cut::at)
                        .toList());
    }
}
