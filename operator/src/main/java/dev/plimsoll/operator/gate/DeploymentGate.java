package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.operator.gate.DeploymentView.Revision;
import dev.plimsoll.operator.job.RunNames;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do next with a gated Deployment, from what is there and nothing else: a new revision is held at its first
 * pods until its run has a verdict. What the verdict does is done by the run.
 *
 * @param view the Deployment
 * @param loadTest name of the LoadTest that gates it
 * @param runs the runs that judged revisions of it
 */
public record DeploymentGate(DeploymentView view, String loadTest, List<LoadTestRun> runs) {
    private static final String ATTEMPT = "@";

    /** What to do next. */
    public sealed interface Move {
        /** Nothing; it is looked at again when something changes. */
        record Nothing() implements Move {}

        /** A revision cannot be gated, and why. */
        record Ungated(String reason, String message) implements Move {}

        /** Pause the Deployment, and create the run that judges this revision. */
        record Hold(RevisionSpec revision) implements Move {}

        /**
         * Pause the Deployment, and take the pods of a revision away that was refused before.
         *
         * @param mark what the Deployment is held for
         */
        record Refuse(Revision revision, LoadTestRun refusal, String mark) implements Move {}

        /** The Deployment is held for a revision that is not wanted any more: stop its run, and take its pods away. */
        record Supersede(String run, Optional<Revision> pods) implements Move {}

        /** Nothing is held any more: let the Deployment go on. */
        record Resume() implements Move {}
    }

    /** Whether what a Deployment is held for is a run, or an attempt that this run refuses. */
    public static boolean isFor(String mark, LoadTestRun run) {
        return isNamed(mark.replaceFirst(ATTEMPT + ".*", ""), run);
    }

    /** Decides. */
    public Move next() {
        if (!view.isObserved()) {
            return new Move.Nothing();
        }
        var current = view.current();
        if (view.isPaused()) {
            return view.heldFor().map(run -> held(run, current)).orElseGet(Move.Nothing::new);
        }
        // Kubernetes has made no ReplicaSet of the template yet
        return current.map(this::going).orElseGet(Move.Nothing::new);
    }

    /** While a Deployment is paused, Kubernetes makes no ReplicaSet of a new template, and no pods of an old one. */
    private Move held(String run, Optional<Revision> current) {
        if (current.isPresent() && run.equals(attempt(current.get()))) {
            return named(run).isPresent() ? new Move.Nothing() : gated(current.get());
        }
        var refusal = current.flatMap(this::refusalOf);
        if (current.isPresent()
                && refusal.filter(there -> mark(there, current.get()).equals(run))
                        .isPresent()) {
            return current.get().wanted() == 0 ? new Move.Nothing() : refuse(current.get(), refusal.get());
        }
        return letGo(run, current);
    }

    /** Its pods go first: else Kubernetes would take an old pod away to make room for one of the next revision. */
    private Move letGo(String run, Optional<Revision> current) {
        var held = named(run.replaceFirst(ATTEMPT + ".*", ""));
        var pods = held.map(DeploymentGate::revisionOf)
                .flatMap(revision -> view.revision(revision.name()))
                .filter(revision -> revision.wanted() > 0 || revision.pods() > 0)
                .filter(revision -> current.filter(now -> now.hash().equals(revision.hash()))
                        .isEmpty());
        boolean active = held.filter(there -> outcome(there).isEmpty()).isPresent();
        return pods.isPresent() || active ? new Move.Supersede(run, pods) : new Move.Resume();
    }

    private Move going(Revision current) {
        boolean known = named(attempt(current)).isPresent(); // its run does what its verdict says
        return known || isBaseline(current) ? new Move.Nothing() : gated(current);
    }

    private Move gated(Revision current) {
        var old = stable(current);
        if (old.isEmpty() || !view.isLatest(current)) {
            return new Move.Nothing(); // the first revision, one that is there already, or one that is outdated by now
        }
        var refusal = refusalOf(current);
        if (refusal.isPresent()) {
            boolean letGoByHand =
                    view.heldFor().filter(mark(refusal.get(), current)::equals).isPresent();
            return letGoByHand ? new Move.Nothing() : refuse(current, refusal.get());
        }
        return view.recreates()
                ? new Move.Ungated(
                        "NeedsRollingUpdate",
                        "revision " + current.hash()
                                + " is not gated: with strategy Recreate no old pods are left to compare"
                                + " with; use RollingUpdate with maxUnavailable: 0")
                : new Move.Hold(new RevisionSpec(
                        new RolloutRef(
                                Kind.Deployment, view.deployment().getMetadata().getName()),
                        current.hash(),
                        old.get().hash(),
                        number(current)));
    }

    /** Whether the Deployment is on its way back to what the last gated revision was compared with. */
    private boolean isBaseline(Revision current) {
        return current.isReady()
                && latest(runs.stream())
                        .filter(run -> current.hash().equals(revisionOf(run).baseline()))
                        .isPresent();
    }

    /** The revision that serves: one that was held and did not ship is it only when there is no other. */
    private Optional<Revision> stable(Revision current) {
        var others = view.othersWithPods(current).filter(Revision::isReady).toList();
        return others.stream()
                .filter(other -> latest(judging(other))
                        .map(run ->
                                action(run).filter(GateAction.Promote::equals).isPresent())
                        .orElse(true))
                .findFirst()
                .or(() -> others.stream().max(Comparator.comparingInt(Revision::pods)));
    }

    /** The run that refused the very same revision, held against what serves now. */
    private Optional<LoadTestRun> refusalOf(Revision current) {
        return latest(judging(current))
                .filter(run -> action(run).filter(GateAction.Abort::equals).isPresent())
                .filter(run -> stable(current)
                        .filter(old -> old.hash().equals(revisionOf(run).baseline()))
                        .isPresent());
    }

    private static Move refuse(Revision current, LoadTestRun refusal) {
        return new Move.Refuse(current, refusal, mark(refusal, current));
    }

    /**
     * Of this attempt alone: Kubernetes copies annotations to the ReplicaSet, and {@code kubectl rollout undo} from
     * there to the Deployment, long after somebody let another attempt go on.
     */
    private static String mark(LoadTestRun refusal, Revision current) {
        return refusal.getMetadata().getName() + ATTEMPT + number(current);
    }

    private String attempt(Revision current) {
        return RunNames.gated(loadTest, current.hash(), number(current));
    }

    private static long number(Revision revision) {
        return Math.max(1, revision.number());
    }

    private Stream<LoadTestRun> judging(Revision revision) {
        return runs.stream().filter(run -> revisionOf(run).name().equals(revision.hash()));
    }

    private Optional<LoadTestRun> named(String name) {
        return runs.stream().filter(run -> isNamed(name, run)).findFirst();
    }

    private static boolean isNamed(String name, LoadTestRun run) {
        return name.equals(run.getMetadata().getName());
    }

    private static Optional<LoadTestRun> latest(Stream<LoadTestRun> runs) {
        return runs.max(
                Comparator.comparing((LoadTestRun run) -> run.getMetadata().getCreationTimestamp())
                        .thenComparingLong(run -> revisionOf(run).attempt()));
    }

    private static Optional<String> outcome(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus()).map(LoadTestRunStatus::gate).map(GateStatus::outcome);
    }

    private static Optional<GateAction> action(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus()).map(LoadTestRunStatus::gate).map(GateStatus::action);
    }

    private static RevisionSpec revisionOf(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().revision());
    }
}
