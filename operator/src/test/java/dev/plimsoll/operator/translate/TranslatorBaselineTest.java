package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.judge.BaselineSource;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets that hold runs against earlier ones. */
class TranslatorBaselineTest {
    private static final String TEST = """
        budgets: [{name: slo}], load: {stages: [{duration: 20s, to: 500/s}]},
        scenarios: [{name: read, steps: [{name: home, request: {path: /}}]}]\
        """;
    private static final String TARGET = "target: {url: 'http://a'}";
    private static final String COMPARISON = "comparison: {baseline: {url: 'http://a'}, candidate: {url: 'http://b'}}";
    private static final String NO_SLOWER =
            "objectives: [{name: a, metric: ResponseTime, percentile: 99, maxRegression: 10%}]";

    private static Translation translate(String target, String budget) {
        var spec = Resources.loadTest("spec: {" + target + ", " + TEST + "}").getSpec();
        Map<String, PerformanceBudgetSpec> budgets =
                Map.of("slo", Resources.budget("spec: {" + budget + "}").getSpec());
        return new Translator(ref -> ref.key()).translate(spec, RunIdentity.of("shop", "checkout-1", "uid"), budgets);
    }

    private static List<String> problems(String target, String budget) {
        return switch (translate(target, budget)) {
            case Translation.Planned _ -> List.of();
            case Translation.Refused(var problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    private static BaselineSource source(String target, String baseline) {
        var planned = (Translation.Planned) translate(target, NO_SLOWER + baseline);
        return planned.budgets().getFirst().baseline();
    }

    @Test
    void shouldSayWhereABaselineComesFrom() {
        assertThat(source(TARGET, ", baseline: {from: LastPassed}")).isEqualTo(new BaselineSource.LastPassed());
        assertThat(source(TARGET, ", baseline: {from: Pinned, run: checkout-12}"))
                .isEqualTo(new BaselineSource.Pinned("checkout-12"));
        assertThat(source(TARGET, ", baseline: {from: Window}")).isEqualTo(new BaselineSource.Window(10));
        assertThat(source(TARGET, ", baseline: {from: Window, runs: 6}")).isEqualTo(new BaselineSource.Window(6));
        assertThat(source(COMPARISON, "")).isEqualTo(new BaselineSource.Comparison());
        assertThat(source(COMPARISON, ", baseline: {from: Comparison}")).isEqualTo(new BaselineSource.Comparison());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {from: Pinned} => .run: says not which; name an earlier LoadTestRun of the LoadTest, such as checkout-12
        {from: LastPassed, run: a} => .run: a: goes with from: Pinned; remove it, or set that
        {from: LastPassed, runs: 7} => .runs: 7: goes with from: Window; remove it, or set that
        {from: Window, runs: 5} => .runs: 5: is less than 6, and so few runs decide nothing; give 6 to 30
        {from: Window, runs: 31} => .runs: 31: is more than the 30 whose results are read; lower it
        """)
    void shouldRefuseABaselineThatCannotBe(String baseline, String problem) {
        assertThat(problems(TARGET, NO_SLOWER + ", baseline: " + baseline))
                .containsExactly("performancebudget/slo spec.baseline" + problem);
    }

    @Test
    void shouldRefuseABaselineThatNothingIsHeldAgainst() {
        assertThat(problems(
                        TARGET, "objectives: [{name: a, metric: ErrorRate, max: 1%}], baseline: {from: LastPassed}"))
                .containsExactly(
                        "performancebudget/slo spec.baseline: LastPassed: no objective is held against it; give"
                                + " one maxRegression, such as 10%, or remove baseline");
    }

    @Test
    void shouldRefuseEarlierRunsWhereThereAreTwoSides() {
        assertThat(problems(COMPARISON, NO_SLOWER + ", baseline: {from: Window}"))
                .containsExactly(
                        "performancebudget/slo spec.baseline.from: Window: the LoadTest has a comparison, whose"
                                + " sides are held against each other; remove baseline, or judge it by another budget");
        assertThat(problems(TARGET, NO_SLOWER + ", baseline: {from: Comparison}"))
                .singleElement()
                .asString()
                .contains("the LoadTest has no baseline to compare with");
    }
}
