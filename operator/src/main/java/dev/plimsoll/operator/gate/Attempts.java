package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs in which revisions were judged for one LoadTest. A run whose name does not follow from its revision is none
 * of them: somebody made it by hand, maybe with another load.
 */
record Attempts(String loadTest, List<LoadTestRun> runs) {

    static Attempts of(LoadTest test, List<LoadTestRun> all) {
        var name = test.getMetadata().getName();
        return new Attempts(
                name,
                all.stream()
                        .filter(run -> run.getSpec().revision() != null)
                        .filter(run -> GatedRuns.name(name, revisionOf(run))
                                .equals(run.getMetadata().getName()))
                        .toList());
    }

    /** The newest attempt of exactly this revision, of this rollout where one is named. */
    Optional<LoadTestRun> newest(RevisionSpec wanted) {
        return runs.stream()
                .filter(run -> revisionOf(run).name().equals(wanted.name()))
                .filter(run -> wanted.rollout() == null
                        || wanted.rollout().equals(revisionOf(run).rollout()))
                .max(Comparator.comparingLong(run -> revisionOf(run).attempt()));
    }

    /** The newest attempt, unless its rollout is over. */
    Optional<LoadTestRun> open(RevisionSpec wanted) {
        return newest(wanted).filter(run -> !isAnnotated(run, Api.CLOSED_ANNOTATION));
    }

    /**
     * The newest attempt, if its rollout is certainly still the same one: neither over nor left for another revision
     * meanwhile, not even when nobody said so.
     */
    Optional<LoadTestRun> current(RevisionSpec wanted) {
        return open(wanted)
                .filter(run -> !isAnnotated(run, Api.SUPERSEDED_ANNOTATION))
                .filter(run -> others(run).noneMatch(other -> created(other).compareTo(created(run)) > 0));
    }

    /** The same revision as an attempt that nobody has made yet. */
    RevisionSpec next(RevisionSpec wanted) {
        long last = runs.stream()
                .map(Attempts::revisionOf)
                .filter(revision -> revision.name().equals(wanted.name()))
                .mapToLong(RevisionSpec::attempt)
                .max()
                .orElse(0);
        return attempt(wanted, last + 1);
    }

    static RevisionSpec attempt(RevisionSpec revision, long number) {
        return new RevisionSpec(revision.rollout(), revision.name(), revision.baseline(), number);
    }

    /** Runs of other revisions of the same rollout that are not decided, and that nobody has told so. */
    List<LoadTestRun> supersededBy(LoadTestRun current) {
        return others(current)
                .filter(run -> !isDecided(run) && !isAnnotated(run, Api.SUPERSEDED_ANNOTATION))
                .toList();
    }

    private Stream<LoadTestRun> others(LoadTestRun run) {
        return runs.stream()
                .filter(other -> Objects.equals(rolloutOf(other), rolloutOf(run)))
                .filter(other ->
                        !revisionOf(other).name().equals(revisionOf(run).name()));
    }

    private static boolean isDecided(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .map(LoadTestRunStatus::gate)
                .map(GateStatus::action)
                .isPresent();
    }

    private static boolean isAnnotated(LoadTestRun run, String annotation) {
        return Optional.ofNullable(run.getMetadata().getAnnotations())
                .filter(annotations -> annotations.containsKey(annotation))
                .isPresent();
    }

    private static String created(LoadTestRun run) {
        return run.getMetadata().getCreationTimestamp();
    }

    private static @Nullable RolloutRef rolloutOf(LoadTestRun run) {
        return revisionOf(run).rollout();
    }

    private static RevisionSpec revisionOf(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().revision());
    }
}
