package dev.plimsoll.operator.trend;

import dev.plimsoll.engine.judge.Verdict;
import dev.plimsoll.engine.trend.Limit;
import dev.plimsoll.engine.trend.Night;
import dev.plimsoll.engine.trend.Trend;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one objective went over the nights.
 *
 * @param key which
 * @param limitText its latest limit, as statuses have it
 * @param limit the same
 * @param trend what is to be seen
 */
public record ObjectiveTrend(ObjectiveKey key, String limitText, Limit limit, Trend trend) {

    /** A night and what the objective came to in it. */
    private record Found(NightRecord night, Point point) {}

    /** Those of all objectives that the latest night has: what nobody asks any more has no trend. */
    public static List<ObjectiveTrend> of(TrendSeries series) {
        if (series.nights().isEmpty()) {
            return List.of();
        }
        var keys = new LinkedHashSet<ObjectiveKey>();
        series.nights().getLast().objectives().forEach(point -> keys.add(point.key()));
        return keys.stream().flatMap(key -> of(series, key).stream()).toList();
    }

    private static Optional<ObjectiveTrend> of(TrendSeries series, ObjectiveKey key) {
        var found = new ArrayList<Found>();
        for (var night : series.nights()) {
            night.objectives().stream()
                    .filter(point -> point.key().equals(key))
                    .findFirst()
                    .ifPresent(point -> found.add(new Found(night, point)));
        }
        var limitText = found.getLast().point().limit();
        return Limit.of(limitText).map(limit -> {
            var nights = found.stream().map(each -> night(each, limit)).toList();
            return new ObjectiveTrend(key, limitText, limit, Trend.of(nights, limit));
        });
    }

    private static Night night(Found found, Limit limit) {
        var night = found.night();
        var point = found.point();
        boolean counts = !night.doubtful() && !Verdict.INCONCLUSIVE.word().equals(point.verdict());
        return new Night(
                night.run(),
                Instant.parse(night.time()),
                counts ? value(point, limit) : null,
                outcome(point, night.doubtful()),
                night.setup());
    }

    private static @Nullable Double value(Point point, Limit limit) {
        var text = point.measured();
        var value = text == null ? null : limit.read(text);
        return value == null || value.isEmpty() ? null : value.getAsDouble();
    }

    /** What is proven to be broken is so, however the run ended. */
    private static Night.Outcome outcome(Point point, boolean doubtful) {
        if (Verdict.FAIL.word().equals(point.verdict()) || Verdict.WARN.word().equals(point.verdict())) {
            return Night.Outcome.BROKEN;
        }
        return Verdict.PASS.word().equals(point.verdict()) && !doubtful ? Night.Outcome.HELD : Night.Outcome.UNKNOWN;
    }
}
