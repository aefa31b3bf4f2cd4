package dev.plimsoll.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.operator.gate.RolloutGate.Move;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.RunStatuses;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutGateTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String WAITING = """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: checkout
          generation: 7
          resourceVersion: "42"
          annotations: {rollout.argoproj.io/revision: "3"}
        spec:
          strategy: {canary: {steps: [{setWeight: 10}, {pause: {}}, {setWeight: 50}]}}
        status:
          observedGeneration: "7"
          currentPodHash: new
          stableRS: old
          currentStepIndex: 1
          controllerPause: true
          updatedReplicas: 1
          pauseConditions: [{reason: CanaryPauseStep}]
        """;

    private final List<LoadTestRun> runs = new ArrayList<>();

    private Move next(String yaml) {
        return new RolloutGate(view(yaml), Optional.of("slow"), runs).next();
    }

    private static RolloutView view(String yaml) {
        return RolloutView.of(YAML.unmarshal(yaml, Rollout.class));
    }

    private LoadTestRun run(String revision, long attempt, @Nullable String place) {
        var run = new LoadTestRun();
        var spec = new RevisionSpec(new RolloutRef(RolloutRef.Kind.Rollout, "checkout"), revision, "old", attempt);
        run.setMetadata(new ObjectMetaBuilder()
                .withName(GatedRuns.name("slow", spec))
                .withGeneration(1L)
                .withAnnotations(new HashMap<>())
                .build());
        if (place != null) {
            run.getMetadata().getAnnotations().put(Api.WAITS_ANNOTATION, place);
        }
        run.setSpec(new LoadTestRunSpec("slow", null, null, spec));
        runs.add(run);
        return run;
    }

    private static void decide(LoadTestRun run) {
        run.setStatus(new RunStatuses(new Conditions(Clock.systemUTC()))
                .decided(run, GateAction.Abort, "Aborted", "it was slower"));
    }

    @Test
    void shouldTestTheRevisionThatWaitsAtAStep() {
        assertThat(next(WAITING))
                .isEqualTo(new Move.Test(
                        new RevisionSpec(new RolloutRef(RolloutRef.Kind.Rollout, "checkout"), "new", "old", 3L),
                        "1",
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "observedGeneration: \"7\" | observedGeneration: \"6\"",
                "observedGeneration: \"7\" | observedGeneration: 5d9c8",
                "currentPodHash: new       | currentPodHash: old",
                "stableRS: old             | stableRS: ''",
                "updatedReplicas: 1        | updatedReplicas: 0",
                "controllerPause: true     | abort: true",
                "reason: CanaryPauseStep   | reason: SomethingElse",
            })
    void shouldWaitWhenThereIsNothingToTestYet(String was, String is) {
        assertThat(next(WAITING.replace(was, is))).isEqualTo(new Move.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategy: {canary: {steps: [{setWeight: 10}]}}",
                "strategy: {canary: {}}",
                "strategy: {blueGreen: {activeService: checkout}}"
            })
    void shouldTellWhenTheRolloutNeverWaits(String strategy) {
        assertThat(next(WAITING.replaceAll("strategy: .*", strategy)))
                .isInstanceOfSatisfying(
                        Move.Ungated.class,
                        ungated -> assertThat(ungated.message())
                                .contains("revision new is not gated", "add a step pause: {}"));
    }

    @Test
    void shouldStayPausedForTheVerdictOfTheRevisionOnItsWayAndForNoOther() {
        var held = WAITING.replace("annotations: {", "annotations: {plimsoll.dev/held: slow-new-3, ")
                .replace("spec:", "spec:\n  paused: true");
        assertThat(next(held)).as("the run was deleted").isEqualTo(new Move.Resume());
        decide(run("new", 3, "1"));
        assertThat(next(held)).isEqualTo(new Move.Nothing());
        assertThat(next(held.replace("currentPodHash: new", "currentPodHash: newer")))
                .isEqualTo(new Move.Resume());
        assertThat(next(held.replace("paused: true", "paused: false")))
                .as("somebody let it go on")
                .isEqualTo(new Move.Resume());
        assertThat(next(held.replace("plimsoll.dev/held", "other")))
                .as("somebody else's pause")
                .isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldLeaveRolloutsAloneThatNobodyGates() {
        assertThat(new RolloutGate(view(WAITING), Optional.empty(), runs).next())
                .isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldTestOnceWhateverBecameOfIt() {
        var run = run("new", 3, "1");
        assertThat(next(WAITING)).isEqualTo(new Move.Nothing());
        decide(run);
        assertThat(next(WAITING)).isEqualTo(new Move.Nothing());
        assertThat(next(WAITING.replace("currentStepIndex: 1", "currentStepIndex: 2")))
                .as("a later pause is somebody else's")
                .isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldTestAnewWhenTheRevisionIsRolledOutAgain() {
        decide(run("new", 3, "1"));
        assertThat(next(WAITING.replace("revision: \"3\"", "revision: \"5\"")))
                .isInstanceOfSatisfying(
                        Move.Test.class,
                        test -> assertThat(test.revision().attempt()).isEqualTo(5));
    }

    @Test
    void shouldWaitForARunThatSomebodyElseMade() {
        var run = run("new", 3, null);
        assertThat(next(WAITING)).isInstanceOf(Move.Test.class);
        decide(run);
        assertThat(next(WAITING)).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldStopTheRunOfAnOlderRevisionFirst() {
        var older = run("older", 2, "1");
        assertThat(next(WAITING)).isEqualTo(new Move.Supersede(List.of(older), "new"));
        older.getMetadata().getAnnotations().put(Api.SUPERSEDED_ANNOTATION, "new");
        assertThat(next(WAITING)).isInstanceOf(Move.Test.class);
    }

    @Test
    void shouldStopTheRunWhenTheRolloutWasAbortedOrPromotedByHand() {
        var run = run("new", 3, "1");
        assertThat(next(WAITING.replace("controllerPause: true", "abort: true")))
                .isEqualTo(new Move.Supersede(List.of(run), "old"));
        assertThat(next(WAITING.replace("stableRS: old", "stableRS: new")))
                .isEqualTo(new Move.Supersede(List.of(run), "new"));
        decide(run);
        assertThat(next(WAITING.replace("controllerPause: true", "abort: true")))
                .isEqualTo(new Move.Nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "300"})
    void shouldTellWhenThePauseEndsByItself(String duration) {
        assertThat(next(WAITING.replace("{pause: {}}", "{pause: {duration: " + duration + "}}")))
                .isInstanceOfSatisfying(
                        Move.Test.class,
                        test -> assertThat(test.endsAfter()).contains(duration.replace("300", "300s")));
    }

    @Test
    void shouldTestBeforeABlueGreenSwitch() {
        var blueGreen = WAITING.replaceAll("strategy: .*", "strategy: {blueGreen: {autoPromotionEnabled: false}}")
                .replaceAll("currentStepIndex: .*", "blueGreen: {}")
                .replace("CanaryPauseStep", "BlueGreenPause");
        assertThat(next(blueGreen))
                .isInstanceOfSatisfying(
                        Move.Test.class, test -> assertThat(test.place()).isEqualTo("blueGreen"));
        assertThat(next(blueGreen.replace("autoPromotionEnabled: false", "autoPromotionSeconds: 30")))
                .isInstanceOfSatisfying(
                        Move.Test.class, test -> assertThat(test.endsAfter()).contains("30s"));
    }
}
