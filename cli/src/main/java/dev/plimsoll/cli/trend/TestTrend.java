package dev.plimsoll.cli.trend;

import dev.plimsoll.operator.trend.ObjectiveTrend;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nights of one LoadTest.
 *
 * @param loadTest its name
 * @param nights oldest first
 * @param objectives what is to be seen in them
 */
public record TestTrend(String loadTest, List<NightRecord> nights, List<ObjectiveTrend> objectives) {

    /**
     * What is to be seen in a series.
     *
     * @param budget the one to look at; null for all
     */
    static TestTrend of(String loadTest, TrendSeries series, @Nullable String budget) {
        return new TestTrend(
                loadTest,
                series.nights(),
                ObjectiveTrend.of(series).stream()
                        .filter(objective ->
                                budget == null || budget.equals(objective.key().budget()))
                        .toList());
    }
}
