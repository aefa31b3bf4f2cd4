package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates: what becomes of the test of one, and what cannot be. */
class TranslatorGateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String NO_SLOWER = "{name: a, metric: ResponseTime, percentile: 99, maxRegression: 10%}";
    private static final String LIMIT = "{name: a, metric: ResponseTime, percentile: 99, max: 1s}";
    private static final String SERVICE = "target: {service: {name: checkout, port: 80}}";
    private static final String LOAD = "load: {warmup: 5s, stages: [{duration: 20s, to: 500/s}]}";
    private static final String DEPLOYMENT = "rollout: {kind: Deployment, name: checkout}";

    private static Translation translate(String parts, String objective) {
        var spec = Resources.loadTest("spec: {budgets: [{name: slo}], scenarios: [{name: read, steps: [{name: home,"
                        + " request: {path: /}}]}], " + parts + "}")
                .getSpec();
        Map<String, PerformanceBudgetSpec> budgets = Map.of(
                "slo",
                Resources.budget("spec: {objectives: [" + objective + "]}").getSpec());
        return new Translator(ref -> ref.key()).translate(spec, RunIdentity.of("shop", "checkout-1", "uid"), budgets);
    }

    private static Translation.Planned planned(String parts, String objective) {
        return (Translation.Planned) translate(parts, objective);
    }

    private static List<String> problems(String parts, String objective) {
        return switch (translate(parts, objective)) {
            case Translation.Planned _ -> List.of();
            case Translation.Refused(var problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    @Test
    void shouldCompareTheRevisionsOfADeploymentBehindItsTarget() {
        var plan = planned(SERVICE + ", " + LOAD + ", gate: {" + DEPLOYMENT + ", rounds: {min: 4, max: 6}}", NO_SLOWER)
                .plan();
        assertThat(plan.comparison()).isEqualTo(new Comparison(4, 6, 25 * SECOND));
        assertThat(plan.arms()).extracting(Arm::name).containsExactly(Arm.BASELINE, Arm.CANDIDATE);
    }

    @Test
    void shouldCompareForWhoeverNamesTheTestWhenItsBudgetCompares() {
        assertThat(planned(SERVICE + ", " + LOAD + ", gate: {}", NO_SLOWER)
                        .plan()
                        .comparison())
                .isNotNull();
        assertThat(planned(SERVICE + ", " + LOAD + ", gate: {}", LIMIT).plan().comparison())
                .isNull();
    }

    @Test
    void shouldSendTheTargetOfACanaryItsLoadAlone() {
        var gate = ", gate: {rollout: {kind: Canary, name: checkout}}";
        assertThat(planned(SERVICE + ", " + LOAD + gate, LIMIT).plan().arms()).hasSize(1);
    }

    @Test
    void shouldSendTheShareOfTheLoadThatTheGateSays() {
        var stages = planned("target: {url: 'http://a'}, " + LOAD + ", gate: {load: 40%}", LIMIT)
                .plan()
                .phases()
                .getFirst()
                .load()
                .stages();
        assertThat(stages)
                .containsExactly(new Stage(5 * SECOND, 200, 200, true), new Stage(20 * SECOND, 200, 200, false));
    }

    @Test
    void shouldRoundAShareOfUsersUp() {
        var load = "load: {model: Closed, stages: [{duration: 20s, to: 5}]}";
        assertThat(planned("target: {url: 'http://a'}, " + load + ", gate: {load: 25%}", LIMIT)
                        .plan()
                        .phases()
                        .getFirst()
                        .load()
                        .stages())
                .containsExactly(new Stage(20 * SECOND, 2, 2, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "gate: {onPass: Abort} => spec.gate.onPass: Abort: would never let anything ship; give Promote or"
                        + " Pause",
                "gate: {timeout: 0s} => spec.gate.timeout: 0s: leaves no time for a verdict; give one such as 30m",
                "gate: {load: 150%} => spec.gate.load: 150%: is not above 0% and up to 100%; a gate sends no more load"
                        + " than the test says",
                "gate: {load: 0%} => spec.gate.load: 0%: is not above 0% and up to 100%; a gate sends no more load"
                        + " than the test says"
            })
    void shouldRefuseAGateThatCannotBe(String gate, String problem) {
        assertThat(problems("target: {url: 'http://a'}, " + LOAD + ", " + gate, LIMIT))
                .containsExactly(problem);
    }

    @Test
    void shouldSayWhereTheRoundsOfAGateAreWrong() {
        assertThat(problems(
                        SERVICE + ", " + LOAD + ", gate: {" + DEPLOYMENT + ", rounds: {min: 8, max: 6}}", NO_SLOWER))
                .containsExactly("spec.gate.rounds.max: 6: is less than the 8 of min; raise max, or lower min");
    }

    @Test
    void shouldRefuseWhatIsNoServiceWhereRevisionsAreToldApart() {
        assertThat(problems("target: {url: 'http://a'}, " + LOAD + ", gate: {" + DEPLOYMENT + "}", NO_SLOWER))
                .containsExactly(
                        "spec.target.url: http://a: the pods of two revisions of a Deployment are told apart behind"
                                + " its Service; set service: {name, port}, or set comparison to where each of them is"
                                + " reached");
    }

    @Test
    void shouldRefuseAServiceOfAnotherNamespace() {
        var target = "target: {service: {name: checkout, namespace: other, port: 80}}";
        assertThat(problems(target + ", " + LOAD + ", gate: {" + DEPLOYMENT + "}", NO_SLOWER))
                .containsExactly(
                        "spec.target.service.namespace: other: a gate looks after its own namespace; remove it, and"
                                + " create the LoadTest there");
    }

    @Test
    void shouldRefuseToLowerTheStepsOfAStaircase() {
        var load = "load: {capacity: {from: 100/s, to: 300/s, step: 100/s}}";
        assertThat(problems("target: {url: 'http://a'}, " + load + ", gate: {load: 50%}", LIMIT))
                .contains("spec.gate.load: 50%: would lower the steps that capacity climbs; give 100%, or lower its"
                        + " rates");
    }
}
