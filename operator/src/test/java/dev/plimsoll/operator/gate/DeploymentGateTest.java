package dev.plimsoll.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.operator.gate.DeploymentGate.Move;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.RunStatuses;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentGateTest {
    private static final String UID = "5b1a";

    private final List<ReplicaSet> sets = new ArrayList<>();
    private final List<LoadTestRun> runs = new ArrayList<>();
    private String template = "v1";
    private boolean paused;
    private @Nullable String held;
    private String strategy = "RollingUpdate";
    private long observed = 7;

    private void revision(String version, int number, int pods) {
        sets.add(new ReplicaSetBuilder()
                .withNewMetadata()
                .withName("checkout-" + version)
                .withLabels(Map.of("app", "checkout", "pod-template-hash", version))
                .withAnnotations(Map.of("deployment.kubernetes.io/revision", String.valueOf(number)))
                .addNewOwnerReference()
                .withUid(UID)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withReplicas(pods)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "checkout", "pod-template-hash", version))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withImage("checkout:" + version)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withReplicas(pods)
                .withReadyReplicas(pods)
                .endStatus()
                .build());
    }

    private Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("checkout")
                .withUid(UID)
                .withGeneration(7L)
                .withAnnotations(held == null ? Map.of() : Map.of("plimsoll.dev/held", held))
                .endMetadata()
                .withNewSpec()
                .withPaused(paused)
                .withNewStrategy()
                .withType(strategy)
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "checkout"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withImage("checkout:" + template)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(observed)
                .endStatus()
                .build();
    }

    /** A run that compared both; undecided unless there is an action. */
    private void run(String candidate, String baseline, int attempt, @Nullable GateAction action, String outcome) {
        var run = new LoadTestRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName("checkout-" + candidate + "-" + attempt)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-29T10:00:%02dZ".formatted(attempt))
                .build());
        run.setSpec(new LoadTestRunSpec("checkout", null, null, of(candidate, baseline, attempt)));
        if (action != null) {
            var clock = Clock.fixed(Instant.parse("2026-11-29T10:10:00Z"), ZoneOffset.UTC);
            run.setStatus(new RunStatuses(new Conditions(clock)).decided(run, action, outcome, "because"));
        }
        runs.add(run);
    }

    private static RevisionSpec of(String candidate, String baseline, long attempt) {
        return new RevisionSpec(new RolloutRef(RolloutRef.Kind.Deployment, "checkout"), candidate, baseline, attempt);
    }

    private Move next() {
        return new DeploymentGate(DeploymentView.of(deployment(), sets), "checkout", runs).next();
    }

    @Test
    void shouldLetTheFirstRevisionBe() {
        revision("v1", 1, 3);
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldHoldANewRevisionAndCompareItWithTheOldOne() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        assertThat(next()).isEqualTo(new Move.Hold(of("v2", "v1", 2)));
    }

    @Test
    void shouldNotTakeAnOutdatedTemplateForANewRevision() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        assertThat(next()).as("the Deployment is older than its ReplicaSets").isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldWaitUntilKubernetesHasActedOnTheSpec() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        observed = 6;
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldDoNothingWhileTheRevisionIsMeasured() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        paused = true;
        held = "checkout-v2-2";
        run("v2", "v1", 2, null, "");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldMakeTheRunThatAnOperatorWhichDiedDidNotMake() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        paused = true;
        held = "checkout-v2-2";
        assertThat(next()).isEqualTo(new Move.Hold(of("v2", "v1", 2)));
    }

    @Test
    void shouldLeaveAloneWhatSomebodyElsePaused() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        paused = true;
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldLetAPromotedRevisionGoOn() {
        revision("v1", 1, 2);
        revision("v2", 2, 2);
        template = "v2";
        run("v2", "v1", 2, GateAction.Promote, "Promoted");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldNotGateTheWayBack() {
        revision("v1", 3, 3);
        revision("v2", 2, 1);
        template = "v1";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldTakeThePodsAwayOfARefusedRevisionThatIsAppliedAgain() {
        revision("v1", 3, 3);
        revision("v2", 4, 1);
        template = "v2";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next())
                .isEqualTo(
                        new Move.Refuse(new DeploymentView.Revision(sets.get(1)), runs.getFirst(), "checkout-v2-2@4"));
    }

    @Test
    void shouldStayThereOnceTheRefusedRevisionHasNoPods() {
        revision("v1", 3, 3);
        revision("v2", 4, 0);
        template = "v2";
        paused = true;
        held = "checkout-v2-2@4";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldObeyWhoLetsARefusedRevisionGoOn() {
        revision("v1", 3, 3);
        revision("v2", 4, 1);
        template = "v2";
        held = "checkout-v2-2@4";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldNotTakeTheMarkOfAnEarlierAttemptForSomebodysWill() {
        revision("v1", 5, 3);
        revision("v2", 6, 1);
        template = "v2";
        held = "checkout-v2-2@4"; // kubectl rollout undo brought it back from the ReplicaSet
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next())
                .isInstanceOfSatisfying(
                        Move.Refuse.class, move -> assertThat(move.mark()).isEqualTo("checkout-v2-2@6"));
    }

    @Test
    void shouldLetTheNextRevisionBeginAfterARefusedOne() {
        revision("v1", 3, 3);
        revision("v2", 4, 0);
        template = "v3";
        paused = true;
        held = "checkout-v2-2@4";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        assertThat(next()).isEqualTo(new Move.Resume());
    }

    @Test
    void shouldGateARefusedRevisionAnewAgainstAnotherBaseline() {
        revision("v3", 5, 3);
        revision("v2", 6, 1);
        template = "v2";
        run("v2", "v1", 2, GateAction.Abort, "Aborted");
        run("v3", "v1", 5, GateAction.Promote, "Promoted");
        assertThat(next()).isEqualTo(new Move.Hold(of("v2", "v3", 6)));
    }

    @Test
    void shouldGateAPassedRevisionAnewWhenItIsRolledOutAgain() {
        revision("v1", 3, 3);
        revision("v2", 4, 1);
        template = "v2";
        run("v2", "v1", 2, GateAction.Promote, "Promoted");
        assertThat(next()).isEqualTo(new Move.Hold(of("v2", "v1", 4)));
    }

    @Test
    void shouldTakeThePodsAwayOfARevisionThatANewerOneSupersedes() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v3";
        paused = true;
        held = "checkout-v2-2";
        run("v2", "v1", 2, null, "");
        assertThat(next()).isInstanceOfSatisfying(Move.Supersede.class, move -> {
            assertThat(move.run()).isEqualTo("checkout-v2-2");
            assertThat(move.pods().map(DeploymentView.Revision::hash)).contains("v2");
        });
    }

    @Test
    void shouldLetTheNewerRevisionBeginOnceTheOneBeforeHasGone() {
        revision("v1", 1, 3);
        revision("v2", 2, 0);
        template = "v3";
        paused = true;
        held = "checkout-v2-2";
        run("v2", "v1", 2, GateAction.Pause, "MovedOn");
        assertThat(next()).isEqualTo(new Move.Resume());
    }

    @Test
    void shouldCompareTheNewerRevisionWithTheOneThatServesNotWithTheOneInBetween() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        revision("v3", 3, 1);
        template = "v3";
        run("v2", "v1", 2, GateAction.Pause, "MovedOn");
        assertThat(next()).isEqualTo(new Move.Hold(of("v3", "v1", 3)));
    }

    @Test
    void shouldStopTheRunWhenSomebodyGoesBackWhileItMeasures() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v1";
        paused = true;
        held = "checkout-v2-2";
        run("v2", "v1", 2, null, "");
        assertThat(next()).isInstanceOf(Move.Supersede.class);
    }

    @Test
    void shouldNotHoldAgainWhatSomebodyLetGoOn() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        held = "checkout-v2-2";
        run("v2", "v1", 2, GateAction.Pause, "Paused");
        assertThat(next()).isEqualTo(new Move.Nothing());
    }

    @Test
    void shouldTakeARevisionForTheOneThatServesWhenSomebodyShippedItByHand() {
        revision("v2", 2, 3);
        revision("v3", 3, 1);
        template = "v3";
        run("v2", "v1", 2, GateAction.Pause, "Paused");
        assertThat(next()).isEqualTo(new Move.Hold(of("v3", "v2", 3)));
    }

    @Test
    void shouldSayThatNothingIsLeftToCompareWithWhenPodsAreRecreated() {
        revision("v1", 1, 3);
        revision("v2", 2, 1);
        template = "v2";
        strategy = "Recreate";
        assertThat(next())
                .isInstanceOfSatisfying(
                        Move.Ungated.class,
                        move -> assertThat(move.message()).contains("strategy Recreate", "use RollingUpdate"));
    }
}
