package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec.Metric;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.Map;
import java.util.Optional;

/** What objectives with maxRegression must be, by themselves and in the LoadTest whose runs they judge. */
final class RegressionRules {
    private static final double HIGHEST_ALARM_RATE = 0.1;
    private static final double LARGEST = 10;

    private RegressionRules() {}

    /** Checks an objective that has maxRegression. */
    static void check(ObjectiveSpec objective, Findings at) {
        refuseOthers(objective, at);
        var worst = QuantityRules.percentage(String.valueOf(objective.maxRegression()), at.at("maxRegression"));
        if (worst.isPresent() && worst.get() > most(objective)) {
            at.at("maxRegression")
                    .report(
                            objective.maxRegression(),
                            "is above " + Percentages.format(most(objective)) + "; give a lower one such as 10%");
            return;
        }
        var tolerance = objective.tolerance() == null
                ? Optional.of(BudgetPlanner.tolerance(objective))
                : QuantityRules.percentage(objective.tolerance(), at.at("tolerance"));
        if (worst.isPresent() && tolerance.isPresent() && tolerance.get() >= worst.get()) {
            var text = Percentages.format(tolerance.get());
            at.at("maxRegression")
                    .report(
                            objective.maxRegression(),
                            objective.tolerance() == null
                                    ? "is not above the tolerance, which is " + text
                                            + " unless set; raise it, or set a lower tolerance"
                                    : "is not above the tolerance of " + text + "; raise it, or lower the tolerance");
        }
    }

    private static double most(ObjectiveSpec objective) {
        return objective.metric() == Metric.Throughput ? 0.99 : LARGEST; // nothing is left at a regression of 100 %
    }

    private static void refuseOthers(ObjectiveSpec objective, Findings at) {
        if (objective.max() != null) {
            at.at("max").report(objective.max(), "is a limit, and maxRegression compares; write two objectives");
        }
        if (objective.min() != null) {
            at.at("min").report(objective.min(), "is a limit, and maxRegression compares; write two objectives");
        }
        if (objective.metric() == Metric.CheckRate) {
            at.at("maxRegression")
                    .report(objective.maxRegression(), "check rates are not compared; remove it, and give min");
        }
        if (objective.statistic() != null) {
            at.at("statistic")
                    .report(objective.statistic(), "is not compared; give a percentile, such as percentile: 99");
        }
        if (objective.percentile() != null && (objective.percentile() == 0 || objective.percentile() == 100)) {
            at.at("percentile")
                    .report(objective.percentile(), "hangs on one request a round; give one between, such as 99");
        }
    }

    /** Checks how often a budget may raise a false alarm. */
    static void checkAlarmRate(PerformanceBudgetSpec budget, Findings at) {
        var text = budget.falseAlarmRate();
        if (text == null) {
            return;
        }
        var rate = QuantityRules.percentage(text, at.at("falseAlarmRate"));
        if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= HIGHEST_ALARM_RATE)) {
            at.at("falseAlarmRate")
                    .report(text, "is not above 0% and up to 10%; give the share of false alarms to bear, such as 5%");
        }
    }

    /** Checks that a test which compares is judged by some objective that does. */
    static void checkCompares(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        if (spec.comparison() == null) {
            return;
        }
        var names = Translator.budgetNames(spec);
        boolean allThere = names.stream().allMatch(budgets::containsKey); // who is missing, is reported elsewhere
        boolean compares = names.stream().map(budgets::get).anyMatch(budget -> budget != null && compares(budget));
        if (allThere && !compares) {
            at.at("budgets")
                    .report("no objective says how much worse the candidate may be; add one with maxRegression, such"
                            + " as {name: no slower, metric: ResponseTime, percentile: 99, maxRegression: 10%}, or"
                            + " set target in place of comparison");
        }
    }

    static boolean compares(PerformanceBudgetSpec budget) {
        return budget.objectives().stream().anyMatch(RegressionRules::compares);
    }

    static boolean compares(ObjectiveSpec objective) {
        return objective.maxRegression() != null;
    }
}
