package dev.plimsoll.operator.trend;

import dev.plimsoll.api.v1alpha1.TrendStatus;
import dev.plimsoll.engine.trend.Burn;
import dev.plimsoll.engine.trend.ChangePoint;
import dev.plimsoll.engine.trend.Drift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trends as the status of a budget has them. */
public final class TrendStatuses {
    private TrendStatuses() {}

    /** Those of a budget's objectives in one LoadTest. */
    public static List<TrendStatus> of(String loadTest, String budget, List<ObjectiveTrend> trends) {
        return trends.stream()
                .filter(objective -> objective.key().budget().equals(budget))
                .map(objective -> status(loadTest, objective))
                .toList();
    }

    /** For each objective that has a change point, by budget and name: how many times the value before it is now. */
    public static Map<String, Double> ratios(List<ObjectiveTrend> trends) {
        var ratios = new LinkedHashMap<String, Double>();
        trends.forEach(objective -> objective
                .trend()
                .latestChange()
                .ifPresent(change -> ratios.put(
                        objective.key().budget() + "/" + objective.key().title(), 1 + change.change())));
        return ratios;
    }

    private static TrendStatus status(String loadTest, ObjectiveTrend objective) {
        var trend = objective.trend();
        var limit = objective.limit();
        return new TrendStatus(
                loadTest,
                objective.key().phase(),
                objective.key().name(),
                objective.limitText(),
                trend.nights().size(),
                trend.latestMeasured()
                        .map(night -> limit.format(Objects.requireNonNull(night.value())))
                        .orElse(null),
                trend.breaks().isEmpty()
                        ? null
                        : trend.nights().get(trend.breaks().getLast()).run(),
                trend.latestChange().map(change -> change(objective, change)).orElse(null),
                drift(objective, trend.drift()),
                burn(trend.burn()));
    }

    private static TrendStatus.Change change(ObjectiveTrend objective, ChangePoint change) {
        var limit = objective.limit();
        return new TrendStatus.Change(
                change.night().run(),
                change.night().time().toString(),
                objective.trend().nights().size() - change.index(),
                limit.format(change.from()),
                limit.format(change.to()),
                limit.formatChange(change.change()),
                TrendWords.probability(change.pValue()),
                limit.isWorse(change.change()));
    }

    private static TrendStatus.@Nullable Drift drift(ObjectiveTrend objective, @Nullable Drift drift) {
        var limit = objective.limit();
        return drift == null
                ? null
                : new TrendStatus.Drift(
                        objective.trend().nights().get(drift.since()).run(),
                        limit.formatChange(drift.perThirtyNights()),
                        TrendWords.probability(drift.pValue()),
                        limit.isWorse(drift.perThirtyNights()));
    }

    private static TrendStatus.Burn burn(Burn burn) {
        return new TrendStatus.Burn(
                burn.nights(), burn.broken(), burn.unknown(), burn.used().isEmpty() ? null : TrendWords.used(burn));
    }
}
