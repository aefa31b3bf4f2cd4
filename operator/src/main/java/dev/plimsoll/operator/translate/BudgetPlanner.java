package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AbortSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Compared;
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
    private static final double TOLERANCE = 0.02;
    /** Ratios of error rates scatter far more than those of times. */
    private static final double TOLERANCE_OF_ERRORS = 0.1;

    private BudgetPlanner() {}

    static AbortRule abortRule(AbortSpec spec, @Nullable String phase) {
        long forNanos = Durations.parse(spec.forDuration());
        return switch (spec.metric()) {
            case ErrorRate -> new AbortRule(new AbortRule.ErrorRate(), Percentages.parse(above(spec)), forNanos, phase);
            case CheckRate ->
                new AbortRule(
                        new AbortRule.CheckRate(),
                        Percentages.parse(Objects.requireNonNull(spec.below())),
                        forNanos,
                        phase);
            case ResponseTime -> {
                double percent = spec.percentile() == null ? DEFAULT_PERCENTILE : spec.percentile();
                var metric = new AbortRule.ResponseTime(new Statistic.Percentile(percent));
                yield new AbortRule(metric, Durations.parse(above(spec)), forNanos, phase);
            }
        };
    }

    /** How often comparisons judged by a budget may fail without cause. */
    static double falseAlarmRate(PerformanceBudgetSpec spec) {
        return spec.falseAlarmRate() == null ? Budget.FALSE_ALARM_RATE : Percentages.parse(spec.falseAlarmRate());
    }

    /** The difference that does not matter to an objective with maxRegression. */
    static double tolerance(ObjectiveSpec spec) {
        if (spec.tolerance() != null) {
            return Percentages.parse(spec.tolerance());
        }
        return spec.metric() == ObjectiveSpec.Metric.ErrorRate ? TOLERANCE_OF_ERRORS : TOLERANCE;
    }

    static Objective objective(ObjectiveSpec spec) {
        var selector = new Selector(spec.scenario(), spec.step());
        var severity = switch (spec.severity()) {
            case Fail -> Severity.FAIL;
            case Warn -> Severity.WARN;
        };
        if (spec.maxRegression() != null) {
            return new Objective.Regression(
                    spec.name(),
                    selector,
                    compared(spec),
                    tolerance(spec),
                    Percentages.parse(spec.maxRegression()),
                    severity);
        }
        return switch (spec.metric()) {
            case ResponseTime -> latency(spec, selector, Objective.Clock.RESPONSE, severity);
            case ServiceTime -> latency(spec, selector, Objective.Clock.SERVICE, severity);
            case ErrorRate -> new Objective.ErrorRate(spec.name(), selector, Percentages.parse(max(spec)), severity);
            case Throughput ->
                new Objective.Throughput(
                        spec.name(), selector, Rates.parse(Objects.requireNonNull(spec.min())), severity);
            case CheckRate ->
                new Objective.CheckRate(
                        spec.name(), selector, Percentages.parse(Objects.requireNonNull(spec.min())), severity);
        };
    }

    private static Compared compared(ObjectiveSpec spec) {
        return switch (spec.metric()) {
            case ResponseTime -> new Compared.Time(Objective.Clock.RESPONSE, percentile(spec));
            case ServiceTime -> new Compared.Time(Objective.Clock.SERVICE, percentile(spec));
            case ErrorRate -> new Compared.ErrorRate();
            case Throughput -> new Compared.Throughput();
            case CheckRate -> throw new IllegalArgumentException("check rates are not compared");
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
            case null -> percentile(spec);
        };
    }

    private static Statistic.Percentile percentile(ObjectiveSpec spec) {
        return new Statistic.Percentile(Objects.requireNonNull(spec.percentile()));
    }

    private static String above(AbortSpec spec) {
        return Objects.requireNonNull(spec.above());
    }

    private static String max(ObjectiveSpec spec) {
        return Objects.requireNonNull(spec.max());
    }
}
