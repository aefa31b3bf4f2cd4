package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.BaselineSpec;
import dev.plimsoll.api.v1alpha1.BaselineSpec.From;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.compare.NewRunTest;
import dev.plimsoll.engine.judge.BaselineSource;
import org.jspecify.annotations.Nullable;

/** What the baseline of a budget must be, by itself and for the LoadTest whose runs it judges. */
final class BaselineRules {
    private BaselineRules() {}

    static void check(PerformanceBudgetSpec budget, Findings at) {
        var baseline = budget.baseline();
        if (baseline == null) {
            return;
        }
        if (budget.objectives().stream().noneMatch(RegressionRules::compares)) {
            at.at("baseline")
                    .report(
                            baseline.from(),
                            "no objective is held against it; give one maxRegression, such as 10%, or remove baseline");
        }
        checkRun(baseline, at.at("baseline").at("run"));
        checkRuns(baseline, at.at("baseline").at("runs"));
    }

    private static void checkRun(BaselineSpec baseline, Findings at) {
        if (baseline.from() == From.Pinned && baseline.run() == null) {
            at.report("says not which; name an earlier LoadTestRun of the LoadTest, such as checkout-12");
        } else if (baseline.from() != From.Pinned && baseline.run() != null) {
            at.report(baseline.run(), "goes with from: Pinned; remove it, or set that");
        }
    }

    private static void checkRuns(BaselineSpec baseline, Findings at) {
        var runs = baseline.runs();
        if (runs == null) {
            return;
        }
        if (baseline.from() != From.Window) {
            at.report(runs, "goes with from: Window; remove it, or set that");
        } else if (runs < NewRunTest.FEWEST) {
            at.report(runs, "is less than " + NewRunTest.FEWEST + ", and so few runs decide nothing; give 6 to 30");
        } else if (runs > BaselineSource.MOST_RUNS) {
            at.report(runs, "is more than the " + BaselineSource.MOST_RUNS + " whose results are read; lower it");
        }
    }

    /** Checks that objectives which compare have something to be held against, and only one such thing. */
    static void checkUse(PerformanceBudgetSpec budget, LoadTestSpec spec, Findings at) {
        boolean earlier = isEarlier(budget.baseline());
        if (spec.comparison() != null && earlier && budget.baseline() != null) {
            at.at("baseline")
                    .at("from")
                    .report(
                            budget.baseline().from(),
                            "the LoadTest has a comparison, whose sides are held against each other; remove baseline,"
                                    + " or judge it by another budget");
        }
        for (int i = 0;
                spec.comparison() == null && !earlier && i < budget.objectives().size();
                i++) {
            refuse(budget.objectives().get(i), at.at("objectives", i).at("maxRegression"));
        }
    }

    private static void refuse(ObjectiveSpec objective, Findings at) {
        if (RegressionRules.compares(objective)) {
            at.report(
                    objective.maxRegression(),
                    "the LoadTest has no baseline to compare with; give it comparison in place of target, set"
                        + " baseline: {from: Window} in the budget to hold its runs against earlier ones, or judge it"
                        + " by another budget");
        }
    }

    private static boolean isEarlier(@Nullable BaselineSpec baseline) {
        return baseline != null && baseline.from() != From.Comparison;
    }
}
