package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AbortSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds what judges a run, from budgets in which the rules found no problem. */
final class BudgetPlanner {
    private static final double DEFAULT_PERCENTILE = 99;

    private BudgetPlanner() {}

    static AbortRule abortRule(AbortSpec spec, @Nullable String phase) {
        long forNanos = Durations.parse(spec.forDuration());
        return switch (spec.metric()) {
            case ErrorRate ->
                new AbortRule(new AbortRule.ErrorRate(), Percentages.parse(spec.above()), forNanos, phase);
            case ResponseTime -> {
                double percent = spec.percentile() == null ? DEFAULT_PERCENTILE : spec.percentile();
                var metric = new AbortRule.ResponseTime(new Statistic.Percentile(percent));
                yield new AbortRule(metric, Durations.parse(spec.above()), forNanos, phase);
            }
        };
    }

    static Objective objective(ObjectiveSpec spec) {
        var selector = new Selector(spec.scenario(), spec.step());
        var severity = switch (spec.severity()) {
            case Fail -> Severity.FAIL;
            case Warn -> Severity.WARN;
        };
        return switch (spec.metric()) {
            case ResponseTime -> latency(spec, selector, Objective.Clock.RESPONSE, severity);
            case ServiceTime -> latency(spec, selector, Objective.Clock.SERVICE, severity);
            case ErrorRate -> new Objective.ErrorRate(spec.name(), selector, Percentages.parse(max(spec)), severity);
            case Throughput ->
                new Objective.Throughput(
                        spec.name(), selector, Rates.parse(Objects.requireNonNull(spec.min())), severity);
        };
    }

    private static Objective latency(ObjectiveSpec spec, Selector selector, Objective.Clock clock, Severity severity) {
        return new Objective.Latency(
                spec.name(), selector, clock, statistic(spec), Durations.parse(max(spec)), severity);
    }

    private static Statistic statistic(ObjectiveSpec spec) {
        return switch (spec.statistic()) {
            case Mean -> new Statistic.Mean();
            case Max -> new Statistic.Max();
            case null -> new Statistic.Percentile(Objects.requireNonNull(spec.percentile()));
        };
    }

    private static String max(ObjectiveSpec spec) {
        return Objects.requireNonNull(spec.max());
    }
}
