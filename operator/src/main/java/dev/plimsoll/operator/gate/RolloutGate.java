package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do next with a gated Rollout, from what is there and nothing else. A Rollout holds itself, at the steps that
 * its owner wrote; there its new revision is tested. What the verdict does is done by the run.
 *
 * @param view the Rollout
 * @param loadTest name of the LoadTest that gates it; empty when none does
 * @param runs the runs that judge revisions of it, whoever made them
 */
public record RolloutGate(RolloutView view, Optional<String> loadTest, List<LoadTestRun> runs) {

    /** What to do next. */
    public sealed interface Move {
        /** Nothing; it is looked at again when something changes. */
        record Nothing() implements Move {}

        /**
         * Make the run that judges this revision.
         *
         * @param place where the Rollout waits for its verdict
         * @param endsAfter how long it waits there by itself; empty for as long as it takes
         */
        record Test(RevisionSpec revision, String place, Optional<String> endsAfter) implements Move {}

        /** A revision cannot be gated, and why. */
        record Ungated(String reason, String message) implements Move {}

        /** The Rollout is paused for a verdict that is about nothing any more: let its controller go on. */
        record Resume() implements Move {}

        /** These runs are about nothing that is on its way: stop them. */
        record Supersede(List<LoadTestRun> runs, String by) implements Move {}
    }

    /** Decides. */
    public Move next() {
        if (!view.isObserved()) {
            return new Move.Nothing();
        }
        var stale = runs.stream()
                .filter(run -> isActive(run) && !isOnItsWay(revisionOf(run)))
                .toList();
        if (!stale.isEmpty()) {
            return new Move.Supersede(stale, successor());
        }
        if (view.heldFor().isPresent() && !isHeldFor(view.heldFor().get())) {
            return new Move.Resume();
        }
        if (loadTest.isEmpty() || !view.isUnderWay() || view.isAborted()) {
            return new Move.Nothing();
        }
        if (!view.waitsSomewhere()) {
            return ungated();
        }
        return view.isHeld() && view.newPods() > 0 ? test(loadTest.get()) : new Move.Nothing();
    }

    /** Paused by the verdict of a run that is there and about the revision on its way. */
    private boolean isHeldFor(String held) {
        return view.isPaused()
                && runs.stream()
                        .filter(run -> held.equals(run.getMetadata().getName()))
                        .anyMatch(run -> isOnItsWay(revisionOf(run)));
    }

    private Move ungated() {
        return new Move.Ungated(
                "NeedsPause",
                "revision " + view.current()
                        + " is not gated: the Rollout waits nowhere on its way; add a step pause: {}"
                        + " (blueGreen: autoPromotionEnabled: false)");
    }

    /** Where a run says that its Rollout waits for it; empty when it is somebody else who waits. */
    public static Optional<String> placeOf(LoadTestRun run) {
        return Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.WAITS_ANNOTATION));
    }

    /** The run of a revision, for which its Rollout waits. */
    public static LoadTestRun create(String namespace, String loadTest, Move.Test test) {
        var run = GatedRuns.create(namespace, loadTest, test.revision());
        run.getMetadata().setAnnotations(Map.of(Api.WAITS_ANNOTATION, test.place()));
        return run;
    }

    private Move test(String gate) {
        var revision = new RevisionSpec(
                new RolloutRef(Kind.Rollout, view.name()), view.current(), view.stable(), view.attempt());
        var name = GatedRuns.name(gate, revision);
        return runs.stream()
                        .filter(run -> name.equals(run.getMetadata().getName()))
                        .anyMatch(run -> placeOf(run).isPresent() || !isActive(run))
                ? new Move.Nothing() // its run does what its verdict says, once
                : new Move.Test(revision, view.place(), view.endsAfter());
    }

    private boolean isOnItsWay(RevisionSpec revision) {
        return view.isUnderWay() && !view.isAborted() && revision.name().equals(view.current());
    }

    /** What serves or will serve in place of what is tested. */
    private String successor() {
        return view.isAborted() ? view.stable() : view.current();
    }

    private static boolean isActive(LoadTestRun run) {
        boolean superseded = Optional.ofNullable(run.getMetadata().getAnnotations())
                .filter(annotations -> annotations.containsKey(Api.SUPERSEDED_ANNOTATION))
                .isPresent();
        return !superseded
                && Optional.ofNullable(run.getStatus())
                        .map(LoadTestRunStatus::gate)
                        .map(GateStatus::outcome)
                        .isEmpty();
    }

    private static RevisionSpec revisionOf(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().revision());
    }
}
