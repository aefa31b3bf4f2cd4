package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Compared;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons: what becomes of them, and what cannot be. */
class TranslatorComparisonTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String SCENARIOS = "scenarios: [{name: read, steps: [{name: home, request: {path: /}}]}]";
    private static final String SIDES =
            "baseline: {service: {name: stable, port: 80}}, candidate: {url: 'http://b:81'}";
    private static final String LOAD = "load: {stages: [{duration: 20s, to: 500/s}]}";
    private static final String NO_SLOWER =
            "{name: no slower, metric: ResponseTime, percentile: 99, maxRegression: 10%}";

    private static Translation translate(String parts, String budget) {
        var spec = Resources.loadTest("spec: {budgets: [{name: slo}], " + SCENARIOS + ", " + parts + "}")
                .getSpec();
        Map<String, PerformanceBudgetSpec> budgets =
                Map.of("slo", Resources.budget("spec: " + budget).getSpec());
        return new Translator(ref -> ref.key()).translate(spec, RunIdentity.of("shop", "checkout-1", "uid"), budgets);
    }

    private static Translation.Planned planned(String parts, String budget) {
        var translation = translate(parts, budget);
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        return (Translation.Planned) translation;
    }

    private static Translation.Planned planned(String parts) {
        return planned(parts, "{objectives: [" + NO_SLOWER + "]}");
    }

    private static List<String> problems(String parts, String budget) {
        return switch (translate(parts, budget)) {
            case Translation.Planned _ -> List.of();
            case Translation.Refused(var problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    @Test
    void shouldRepeatTheLoadRoundByRoundOnTwoArms() {
        var plan = planned("comparison: {" + SIDES + ", rounds: {min: 4, max: 5}}, load: {warmup: 5s, stages: "
                        + "[{duration: 10s, from: 10/s, to: 50/s}, {duration: 5s, to: 50/s}]}")
                .plan();
        assertThat(plan.comparison()).isEqualTo(new Comparison(4, 5, 20 * SECOND));
        assertThat(plan.arms()).extracting(Arm::name).containsExactly("baseline", "candidate");
        assertThat(plan.arms()).extracting(arm -> arm.target().authority()).containsExactly("stable.shop.svc", "b:81");
        var phase = plan.phases().getFirst();
        assertThat(phase.hasName()).isFalse();
        assertThat(phase.load().stages()).hasSize(15);
        assertThat(phase.load().stages().subList(3, 6))
                .containsExactly(
                        new Stage(5 * SECOND, 10, 10, true),
                        new Stage(10 * SECOND, 10, 50, false),
                        new Stage(5 * SECOND, 50, 50, false));
        assertThat(phase.warmups()).hasSize(5).contains(new Span(20 * SECOND, 25 * SECOND));
    }

    @Test
    void shouldWarmUpForTenSecondsInEachRoundUnlessTold() {
        var plan = planned("comparison: {" + SIDES + "}, " + LOAD).plan();
        assertThat(plan.comparison()).isEqualTo(new Comparison(6, 20, 30 * SECOND));
        assertThat(plan.phases().getFirst().load())
                .isInstanceOfSatisfying(
                        Load.Open.class,
                        open -> assertThat(open.stages().getFirst()).isEqualTo(new Stage(10 * SECOND, 500, 500, true)));
    }

    @Test
    void shouldMakeObjectivesOfWhatABudgetCompares() {
        var budget =
                planned("comparison: {" + SIDES + "}, " + LOAD, """
                    {falseAlarmRate: 1%, objectives: [
                      {name: a, metric: ServiceTime, percentile: 95, maxRegression: 20%, tolerance: 5%, scenario: read},
                      {name: b, metric: ErrorRate, maxRegression: 50%, severity: Warn},
                      {name: c, metric: Throughput, maxRegression: 10%},
                      {name: d, metric: ErrorRate, max: 1%}]}
                    """).budgets().getFirst();
        assertThat(budget.falseAlarmRate()).isEqualTo(0.01);
        assertThat(budget.objectives().subList(0, 3))
                .containsExactly(
                        new Objective.Regression(
                                "a",
                                new Selector("read", null),
                                new Compared.Time(Objective.Clock.SERVICE, new Statistic.Percentile(95)),
                                0.05,
                                0.2,
                                Severity.FAIL),
                        new Objective.Regression("b", Selector.ALL, new Compared.ErrorRate(), 0.1, 0.5, Severity.WARN),
                        new Objective.Regression(
                                "c", Selector.ALL, new Compared.Throughput(), 0.02, 0.1, Severity.FAIL));
        assertThat(planned("comparison: {" + SIDES + "}, " + LOAD)
                        .budgets()
                        .getFirst()
                        .falseAlarmRate())
                .isEqualTo(Budget.FALSE_ALARM_RATE);
    }

    @Test
    void shouldSayWhichIsHeldAgainstWhich() {
        var spec = Resources.loadTest("spec: {" + SCENARIOS + ", comparison: {" + SIDES + "}, " + LOAD + "}")
                .getSpec();
        assertThat(Translator.target(spec, "shop"))
                .isEqualTo("baseline http://stable.shop.svc:80 and candidate http://b:81");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        target: {url: 'http://a'}, comparison: {SIDES}, LOAD => spec.target: comparison says where requests go, for each of its two sides; remove one of them
        LOAD => spec.target: nothing says where requests go; set url, such as http://checkout.shop.svc:8080, or service, or set comparison in place of target
        comparison: {baseline: {}, candidate: {url: 'http://b'}}, LOAD => spec.comparison.baseline: nothing says where requests go; set url, such as http://checkout.shop.svc:8080, or service
        comparison: {SIDES}, phases: [{name: a, load: {smoke: {}}}] => spec.phases: a comparison repeats one load, round by round; use load in place of phases
        comparison: {SIDES}, load: {capacity: {to: 500/s}} => spec.load.capacity: climbs until it is too much, and would do so in each round; look for the capacity of each side in a test of its own
        comparison: {SIDES}, load: {breakpoint: {to: 500/s}} => spec.load.breakpoint: rises until something breaks, and would do so in each round; use a load that both sides can bear, such as stages
        comparison: {SIDES, rounds: {min: 3, max: 9}}, LOAD => spec.comparison.rounds.min: 3: is less than 4, and so few rounds decide nothing; give 6 or more
        comparison: {SIDES, rounds: {min: 21, max: 30}}, LOAD => spec.comparison.rounds.min: 21: is above 20; lower it, or make the rounds longer
        comparison: {SIDES, rounds: {min: 8, max: 7}}, LOAD => spec.comparison.rounds.max: 7: is less than the 8 of min; raise max, or lower min
        comparison: {SIDES, rounds: {min: 8, max: 61}}, LOAD => spec.comparison.rounds.max: 61: is above 60; lower it, and make the rounds longer
        comparison: {SIDES}, load: {stages: [{duration: 12h, to: 5/s}]} => spec.load: 12h10s: in each of 20 rounds are longer than 7 days together; make the stages shorter
        comparison: {SIDES}, load: {model: Closed, stages: [{duration: 1m, to: 1}]} => spec.load: 1 users: are fewer than one for each side on each of 1 runner; give more users, or lower runners.count
        """)
    void shouldRefuseAComparisonThatCannotBe(String parts, String problem) {
        var whole = parts.replace("SIDES", SIDES).replace("LOAD", LOAD);
        assertThat(problems(whole, "{objectives: [" + NO_SLOWER + "]}")).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        metric: ResponseTime, percentile: 99, max: 1s, maxRegression: 10% => max: 1s: is a limit, and maxRegression compares; write two objectives
        metric: Throughput, min: 1/s, maxRegression: 10% => min: 1/s: is a limit, and maxRegression compares; write two objectives
        metric: CheckRate, maxRegression: 10% => maxRegression: 10%: check rates are not compared; remove it, and give min
        metric: ResponseTime, statistic: Mean, maxRegression: 10% => statistic: Mean: is not compared; give a percentile, such as percentile: 99
        metric: ResponseTime, percentile: 100, maxRegression: 10% => percentile: 100.0: hangs on one request a round; give one between, such as 99
        metric: ResponseTime, percentile: 99, maxRegression: 2% => maxRegression: 2%: is not above the tolerance, which is 2% unless set; raise it, or set a lower tolerance
        metric: ErrorRate, maxRegression: 10% => maxRegression: 10%: is not above the tolerance, which is 10% unless set; raise it, or set a lower tolerance
        metric: ErrorRate, maxRegression: 10%, tolerance: 12% => maxRegression: 10%: is not above the tolerance of 12%; raise it, or lower the tolerance
        metric: Throughput, maxRegression: 100% => maxRegression: 100%: is above 99%; give a lower one such as 10%
        metric: ErrorRate, max: 1%, tolerance: 12% => tolerance: 12%: goes with maxRegression; set that too, or remove it
        """)
    void shouldRefuseAnObjectiveThatCannotCompare(String objective, String problem) {
        assertThat(problems("comparison: {" + SIDES + "}, " + LOAD, "{objectives: [{name: a, " + objective + "}]}"))
                .contains("performancebudget/slo spec.objectives[0]." + problem);
    }

    @Test
    void shouldRefuseAFalseAlarmRateThatNobodyWants() {
        for (var rate : List.of("0%", "11%")) {
            assertThat(problems(
                            "comparison: {" + SIDES + "}, " + LOAD,
                            "{falseAlarmRate: " + rate + ", objectives: [" + NO_SLOWER + "]}"))
                    .containsExactly("performancebudget/slo spec.falseAlarmRate: " + rate
                            + ": is not above 0% and up to 10%; give the share of false alarms to bear, such as 5%");
        }
    }

    @Test
    void shouldRefuseToCompareWhenNoObjectiveDoes() {
        assertThat(problems(
                        "comparison: {" + SIDES + "}, " + LOAD,
                        "{objectives: [{name: a, metric: ErrorRate, max: 1%}]}"))
                .singleElement()
                .asString()
                .startsWith("spec.budgets: no objective says how much worse the candidate may be; add one");
    }

    @Test
    void shouldRefuseAnObjectiveThatComparesWhenThereIsOneTarget() {
        assertThat(problems("target: {url: 'http://a'}, " + LOAD, "{objectives: [" + NO_SLOWER + "]}"))
                .containsExactly(
                        "performancebudget/slo spec.objectives[0].maxRegression: 10%: the LoadTest has no baseline to"
                            + " compare with; give it comparison in place of target, set baseline: {from: Window} in"
                            + " the budget to hold its runs against earlier ones, or judge it by another budget");
    }
}
