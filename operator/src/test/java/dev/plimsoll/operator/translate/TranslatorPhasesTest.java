package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that consist of phases: when they begin, what they play, what judges them, and what cannot be. */
class TranslatorPhasesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String SCENARIOS = """
        scenarios: [{name: read, steps: [{name: home, request: {path: /}}]}, \
        {name: write, steps: [{name: cart, request: {path: /cart}}]}, \
        {name: never, weight: 0, steps: [{name: home, request: {path: /}}]}]\
        """;
    private static final Map<String, PerformanceBudgetSpec> BUDGETS = Map.of(
            "slo",
            budget("""
                spec:
                  objectives:
                    - {name: fast, metric: ResponseTime, percentile: 99, max: 1s}
                    - {name: writes, metric: ErrorRate, max: 1%, scenario: write}
                  abort: [{metric: ErrorRate, above: 50%}]
                """),
            "reads",
            budget("spec: {objectives: [{name: reads, metric: ErrorRate, max: 1%, scenario: read}]}"));

    private static PerformanceBudgetSpec budget(String yaml) {
        return Resources.budget(yaml).getSpec();
    }

    private static Translation translate(String spec) {
        var rest =
                spec.startsWith("{") ? spec.substring(1, spec.length() - 1).replaceFirst("^(?=.)", ", ") + "}" : null;
        var yaml = rest == null
                ? "spec:\n  target: {url: http://a}\n  " + SCENARIOS + "\n" + spec.indent(2)
                : "spec: {target: {url: http://a}, " + SCENARIOS + rest;
        return new Translator(ref -> ref.key())
                .translate(Resources.loadTest(yaml).getSpec(), RunIdentity.of("shop", "checkout-1", "uid"), BUDGETS);
    }

    private static Translation.Planned planned(String spec) {
        var translation = translate(spec);
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        return (Translation.Planned) translation;
    }

    @Test
    void shouldFollowOneAnotherUnlessToldWhenToBegin() {
        var phases = planned("""
            phases:
              - {name: smoke, load: {smoke: {}}}
              - {name: calm, load: {stages: [{duration: 2m, to: 5/s}]}}
              - {name: spike, startAt: 90s, load: {spike: {peak: 50/s}}}
              - {name: late, after: calm, load: {smoke: {}}}
            """).plan().phases();
        assertThat(phases).extracting(Phase::name).containsExactly("smoke", "calm", "spike", "late");
        assertThat(phases).extracting(Phase::startNanos).containsExactly(0L, 60 * SECOND, 90 * SECOND, 180 * SECOND);
    }

    @Test
    void shouldPlayTheScenariosThatAPhaseNamesAndElseAll() {
        var phases = planned("""
            phases:
              - {name: a, load: {smoke: {}}}
              - {name: b, load: {smoke: {}}, scenarios: [write]}
            """).plan().phases();
        assertThat(phases.getFirst().scenarios()).extracting(Scenario::name).containsExactly("read", "write");
        assertThat(phases.getLast().scenarios()).extracting(Scenario::name).containsExactly("write");
    }

    @Test
    void shouldJudgeAPhaseByItsOwnBudgetsAndElseByThoseOfTheTest() {
        var planned = planned("""
            budgets: [{name: slo}]
            phases:
              - {name: a, load: {smoke: {}}}
              - {name: b, load: {smoke: {}}, scenarios: [read]}
              - {name: c, load: {smoke: {}}, budgets: [{name: reads}]}
              - {name: d, load: {smoke: {}}, budgets: []}
            """);
        assertThat(planned.budgets()).extracting(Budget::phase).containsExactly("a", "b", "c");
        assertThat(planned.budgets())
                .extracting(budget ->
                        budget.objectives().stream().map(Objective::name).toList())
                .as("phase b does not play what one objective is about")
                .containsExactly(List.of("fast", "writes"), List.of("fast"), List.of("reads"));
        assertThat(planned.abort()).extracting(AbortRule::phase).containsExactly("a", "b");
    }

    @Test
    void shouldEndABreakpointByTheErrorRateWhenNothingElseLooksAtIt() {
        assertThat(planned("load: {breakpoint: {to: 50/s}}").abort())
                .containsExactly(new AbortRule(new AbortRule.ErrorRate(), 0.1, 10 * SECOND));
        assertThat(planned("{load: {breakpoint: {to: 50/s}}, abort: [{metric: ResponseTime, above: 2s}]}")
                        .abort())
                .hasSize(1);
        assertThat(planned("""
            phases: [{name: a, load: {smoke: {}}}, {name: b, load: {breakpoint: {to: 50/s}}}]
            abort: [{metric: ResponseTime, above: 2s, phase: a}]
            """).abort()).extracting(AbortRule::phase).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                       | spec.load: there is none
        {load: {smoke: {}}, phases: [{name: a, load: {smoke: {}}}]} | spec.phases: load is set too
        {phases: []}                                             | spec.phases: there is none
        {phases: [{name: a, load: {smoke: {}}}, {name: a, load: {smoke: {}}}]} | spec.phases[1].name: a: another phase has this name
        {phases: [{name: a, startAt: soon, load: {smoke: {}}}]}  | spec.phases[0].startAt: soon: is no duration
        {phases: [{name: a, after: b, load: {smoke: {}}}]}       | spec.phases[0].after: b: there is no such phase; there are a
        {phases: [{name: a, after: a, load: {smoke: {}}}]}       | spec.phases[0].after: a: so it would wait for its own end
        {phases: [{name: a, startAt: 1s, after: b, load: {smoke: {}}}, {name: b, load: {smoke: {}}}]} | spec.phases[0].after: b: startAt is set too
        {phases: [{name: a, load: {smoke: {}}, scenarios: [buy]}]} | spec.phases[0].scenarios[0]: buy: the LoadTest has no such scenario; it has read, write, never
        {phases: [{name: a, load: {smoke: {}}, scenarios: [never]}]} | spec.phases[0].scenarios[0]: never: has weight zero
        {phases: [{name: a, load: {smoke: {}}, scenarios: [read, read]}]} | spec.phases[0].scenarios[1]: read: is named twice
        {phases: [{name: a, load: {smoke: {}}, scenarios: []}]}  | spec.phases[0].scenarios: there is none
        {phases: [{name: a, load: {smoke: {}}}, {name: b, load: {smoke: {}, maxInFlight: 5}}]} | spec.phases[1].load.maxInFlight: 5: is not the 1000 of phase a, and all phases share one cap
        {phases: [{name: a, load: {stages: []}}]}                | spec.phases[0].load.stages: there is none
        {phases: [{name: a, load: {soak: {rate: 1/s, hold: 100h}}}, {name: b, load: {soak: {rate: 1/s, hold: 100h}}}]} | spec.phases: they are longer than 7 days together
        {phases: [{name: a, load: {smoke: {}}, budgets: [{name: slow}]}]} | spec.phases[0].budgets[0].name: slow: there is no PerformanceBudget of this name
        {budgets: [{name: slo}], phases: [{name: a, load: {smoke: {}}, budgets: []}]} | spec.budgets: they judge nothing
        {phases: [{name: a, load: {smoke: {}}, scenarios: [write], budgets: [{name: reads}]}]} | performancebudget/reads spec.objectives[0].scenario: read: phase a names this budget and does not play the scenario
        {budgets: [{name: reads}], phases: [{name: a, load: {smoke: {}}, scenarios: [write]}]} | performancebudget/reads spec.objectives[0].scenario: read: no phase that this budget judges plays it
        {phases: [{name: a, load: {smoke: {}}}], abort: [{metric: ErrorRate, above: 1%, phase: b}]} | spec.abort[0].phase: b: the LoadTest has no such phase; it has a
        {load: {smoke: {}}, abort: [{metric: ErrorRate, above: 1%, phase: b}]} | spec.abort[0].phase: b: the LoadTest has no phases
        """)
    void shouldNameFieldWhenAPhaseIsWrong(String spec, String problem) {
        assertOneProblem(spec, problem);
    }

    @Test
    void shouldRefuseMoreStepsThanOneRunCanKeepApart() {
        var many = "{name: p%d, load: {smoke: {}}}";
        var phases = IntStream.range(0, 17).mapToObj(many::formatted).toList();
        assertOneProblem("{phases: " + phases + "}", "spec.phases: 51 steps: are more than one run can keep apart");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                       | spec.load.stages: there is none; add one such as {duration: 1m, to: 100/s}, or a shape such as smoke: {}
        {smoke: {}, soak: {rate: 1/s}}           | spec.load: smoke and soak: only one of them can say how the load goes
        {smoke: {users: 5}}                      | spec.load.smoke.users: 5: is for the Closed model; in the Open model give rate
        {model: Closed, smoke: {rate: 5/s}}      | spec.load.smoke.rate: 5/s: is for the Open model; in the Closed model give users
        {load: {}}                               | spec.load.load.rate: says not how much
        {model: Closed, load: {}}                | spec.load.load.users: says not how many
        {load: {rate: 0/s}}                      | spec.load.load.rate: 0/s: sends nothing
        {load: {rate: fast}}                     | spec.load.load.rate: fast: is no rate
        {load: {rate: 1/s, hold: 0s}}            | spec.load.load.hold: 0s: must be longer than zero
        {soak: {rate: 1/s, rampUp: never}}       | spec.load.soak.rampUp: never: is no duration
        {soak: {rate: 1/s, hold: 168h}}          | spec.load.soak: they are longer than 7 days together
        {stress: {rate: 1/s, times: 1}}          | spec.load.stress.times: 1.0: is not above 1
        {stress: {rate: 1/s, steps: 1}}          | spec.load.stress.steps: 1: is not from 2 to 50
        {stress: {rate: 9000000/s}}              | spec.load.stress: 18000000/s: is above 10000000/s
        {spike: {peak: 5}}                       | spec.load.spike.peak: 5: is a number; in the Open model stages give rates: 5/s
        {spike: {base: 5/s, peak: 5/s}}          | spec.load.spike.base: 5/s: is not below the peak
        {spike: {peak: 0/s}}                     | spec.load.spike: all of them are at zero
        {model: Closed, spike: {peak: 5/s}}      | spec.load.spike.peak: 5/s: is text; in the Closed model stages give numbers of users
        {breakpoint: {from: 5/s, to: 1/s}}       | spec.load.breakpoint.from: 5/s: is not below to
        {breakpoint: {to: 1/s, over: 0s}}        | spec.load.breakpoint.over: 0s: must be longer than zero
        {model: Closed, capacity: {to: 5/s}}     | spec.load.capacity: is for the Open model
        {capacity: {to: fast}}                   | spec.load.capacity.to: fast: is no rate
        {capacity: {to: 0/s}}                    | spec.load.capacity.to: 0/s: sends nothing
        {capacity: {to: 5/s, from: 0/s}}         | spec.load.capacity.from: 0/s: sends nothing
        {capacity: {to: 5/s, from: 5/s}}         | spec.load.capacity.from: 5/s: is not below to
        {capacity: {to: 5/s, step: 0/s}}         | spec.load.capacity.step: 0/s: never rises
        {capacity: {to: 500/s, step: 1/s}}       | spec.load.capacity.step: 1/s: makes 451 steps up to 500/s, and a climb has at most 50
        {capacity: {to: 5/s, settle: 0s}}        | spec.load.capacity.settle: 0s: a step needs time before it is judged
        {capacity: {to: 5/s, hold: 0s}}          | spec.load.capacity.hold: 0s: must be longer than zero
        {capacity: {to: 5/s, rest: never}}       | spec.load.capacity.rest: never: is no duration
        {capacity: {to: 5/s, climbs: 2}}         | spec.load.capacity.climbs: 2: is not from 3 to 10; one climb may be luck
        """)
    void shouldNameFieldWhenAShapeIsWrong(String load, String problem) {
        assertOneProblem("{load: " + load + "}", problem);
    }

    private static void assertOneProblem(String spec, String expected) {
        assertThat(translate(spec))
                .isInstanceOfSatisfying(
                        Translation.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .startsWith(expected));
    }
}
