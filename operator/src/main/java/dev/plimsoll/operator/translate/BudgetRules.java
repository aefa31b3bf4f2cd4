package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AbortSpec;
import dev.plimsoll.api.v1alpha1.AbortSpec.AbortMetric;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec.Metric;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a budget must be: objectives that say what is measured and which value holds. */
public final class BudgetRules {
    private static final String AFTER_LIMIT = "is not above zero, which no response is; give one such as 300ms";

    private BudgetRules() {}

    /** What is wrong with a budget by itself, whatever LoadTest it judges. */
    public static List<Problem> check(PerformanceBudgetSpec budget) {
        var findings = Findings.from("spec");
        check(budget, findings);
        return findings.problems();
    }

    static void check(PerformanceBudgetSpec budget, Findings at) {
        if (budget.objectives().isEmpty()) {
            at.at("objectives")
                    .report("there is none; add one such as {name: p99, metric: ResponseTime, percentile: 99, "
                            + "max: 300ms}");
        }
        var names = new HashSet<String>();
        for (int i = 0; i < budget.objectives().size(); i++) {
            var objective = budget.objectives().get(i);
            var here = at.at("objectives", i);
            if (!names.add(objective.name())) {
                here.at("name").report(objective.name(), "another objective has this name; choose a new one");
            }
            checkObjective(objective, here);
        }
        RegressionRules.checkAlarmRate(budget, at);
        checkAbort(budget.abort(), at);
    }

    static void checkAbort(@Nullable List<AbortSpec> rules, Findings at) {
        for (int i = 0; rules != null && i < rules.size(); i++) {
            checkAbort(rules.get(i), at.at("abort", i));
        }
    }

    private static void checkObjective(ObjectiveSpec objective, Findings at) {
        if (objective.step() != null && objective.scenario() == null) {
            at.at("step").report(objective.step(), "two scenarios may have steps of the same name; set scenario too");
        }
        switch (objective.metric()) {
            case ResponseTime, ServiceTime -> checkStatistic(objective, at);
            case ErrorRate, Throughput, CheckRate -> refuseStatistic(objective, at);
        }
        if (objective.tolerance() != null && objective.maxRegression() == null) {
            at.at("tolerance").report(objective.tolerance(), "goes with maxRegression; set that too, or remove it");
        }
        if (objective.maxRegression() != null) {
            RegressionRules.check(objective, at);
        } else {
            checkLimit(objective, at);
        }
    }

    private static void checkLimit(ObjectiveSpec objective, Findings at) {
        switch (objective.metric()) {
            case ResponseTime, ServiceTime, ErrorRate -> checkMax(objective, at);
            case Throughput -> checkMin(objective, at);
            case CheckRate -> checkMinShare(objective, at);
        }
    }

    private static void checkStatistic(ObjectiveSpec objective, Findings at) {
        if (objective.percentile() == null && objective.statistic() == null) {
            at.at("percentile").report("says not which; set it, such as 99, or set statistic to Mean or Max");
        }
        if (objective.percentile() != null && objective.statistic() != null) {
            at.at("statistic").report(objective.statistic(), "percentile is set too; remove one of them");
        }
        checkPercentile(objective.percentile(), at);
    }

    private static void checkPercentile(@Nullable Double percentile, Findings at) {
        if (percentile != null && !(percentile >= 0 && percentile <= 100)) {
            at.at("percentile").report(percentile, "is not from 0 to 100; give one such as 99.9");
        }
    }

    private static void refuseStatistic(ObjectiveSpec objective, Findings at) {
        if (objective.percentile() != null) {
            at.at("percentile").report(objective.percentile(), "is for ResponseTime and ServiceTime; remove it");
        }
        if (objective.statistic() != null) {
            at.at("statistic").report(objective.statistic(), "is for ResponseTime and ServiceTime; remove it");
        }
    }

    private static void checkMax(ObjectiveSpec objective, Findings at) {
        if (objective.min() != null) {
            at.at("min").report(objective.min(), "is for Throughput and CheckRate; use max");
        }
        if (objective.max() == null) {
            at.at("max").report("says no limit; give one such as " + (isErrorRate(objective) ? "0.1%" : "300ms"));
        } else if (isErrorRate(objective)) {
            QuantityRules.errorRateLimit(objective.max(), at.at("max"));
        } else {
            QuantityRules.positiveDuration(objective.max(), AFTER_LIMIT, at.at("max"));
        }
    }

    private static void checkMin(ObjectiveSpec objective, Findings at) {
        if (objective.max() != null) {
            at.at("max").report(objective.max(), "a throughput has a lowest value that holds; use min");
        }
        if (objective.min() == null) {
            at.at("min").report("says no limit; give one such as 450/s");
        } else if (QuantityRules.rate(objective.min(), at.at("min"))
                .filter(rate -> rate == 0)
                .isPresent()) {
            at.at("min").report(objective.min(), "holds always; give a rate above zero");
        }
    }

    private static void checkMinShare(ObjectiveSpec objective, Findings at) {
        if (objective.max() != null) {
            at.at("max").report(objective.max(), "a check rate has a lowest value that holds; use min");
        }
        if (objective.min() == null) {
            at.at("min").report("says no limit; give one such as 99%");
        } else {
            var _ = QuantityRules.checkRateLimit(objective.min(), at.at("min"));
        }
    }

    private static void checkAbort(AbortSpec rule, Findings at) {
        if (rule.metric() != AbortMetric.ResponseTime && rule.percentile() != null) {
            at.at("percentile").report(rule.percentile(), "is for ResponseTime; remove it");
        }
        switch (rule.metric()) {
            case ErrorRate ->
                side("above", rule.above(), "10%", "below", rule.below(), at)
                        .ifPresent(above -> QuantityRules.errorRateLimit(above, at.at("above")));
            case ResponseTime -> {
                checkPercentile(rule.percentile(), at);
                side("above", rule.above(), "2s", "below", rule.below(), at)
                        .ifPresent(above -> QuantityRules.positiveDuration(above, AFTER_LIMIT, at.at("above")));
            }
            case CheckRate ->
                side("below", rule.below(), "90%", "above", rule.above(), at)
                        .ifPresent(below -> QuantityRules.checkRateLimit(below, at.at("below")));
        }
        QuantityRules.duration(rule.forDuration(), at.at("for"));
    }

    /** The limit on the side where a metric does harm; on the other there must be none. */
    private static Optional<String> side(
            String side,
            @Nullable String limit,
            String example,
            String otherSide,
            @Nullable String otherLimit,
            Findings at) {
        if (otherLimit != null) {
            at.at(otherSide).report(otherLimit, "is not where this metric does harm; use " + side);
        } else if (limit == null) {
            at.at(side).report("says no limit; give one such as " + example);
        }
        return Optional.ofNullable(limit);
    }

    private static boolean isErrorRate(ObjectiveSpec objective) {
        return objective.metric() == Metric.ErrorRate;
    }
}
