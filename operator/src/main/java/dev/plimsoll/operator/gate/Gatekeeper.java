package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers whoever rolls revisions out and asks. It remembers nothing: all there is to know stands in LoadTestRuns, so
 * calls may be repeated, and operators replaced, between any two of them.
 */
public final class Gatekeeper {
    /** Names that others took, among them callers with another rollout at the same moment. */
    private static final int MOST_TAKEN = 10;

    private static final String NOT_STARTED = "NotStarted";

    private final GateRecords records;

    public Gatekeeper(GateRecords records) {
        this.records = records;
    }

    /** What the newest attempt of a revision came to; starts nothing. */
    public GateAnswer ask(LoadTest test, RevisionSpec revision) {
        return attempts(test)
                .newest(revision)
                .map(GateAnswer::of)
                .orElseGet(() -> notStarted(test, revision, "LoadTest %s has no run of revision %s"));
    }

    /** What the latest run of a LoadTest came to, whatever it was about. */
    public GateAnswer latest(LoadTest test) {
        return records.runs(test).stream()
                .max(Comparator.comparing((LoadTestRun run) -> run.getMetadata().getCreationTimestamp())
                        .thenComparing(run -> run.getMetadata().getName()))
                .map(run -> GateAnswer.ofAny(run, test.getSpec().gate()))
                .orElseGet(() -> GateAnswer.waiting(
                        NOT_STARTED, "LoadTest " + test.getMetadata().getName() + " has not run yet", null));
    }

    /** Starts the run of a revision, unless it is there, and answers for it. */
    public GateAnswer start(LoadTest test, RevisionSpec revision) {
        return started(test, revision, attempts -> attempts.open(revision))
                .map(GateAnswer::of)
                .orElseGet(() -> taken(test, revision));
    }

    /**
     * The same for a rollout of which there is one revision at a time: an attempt that another revision followed is
     * over, and a run that still judges another revision ends.
     */
    public GateAnswer rollOut(LoadTest test, RevisionSpec revision) {
        var run = started(test, revision, attempts -> attempts.current(revision));
        run.ifPresent(current -> attempts(test)
                .supersededBy(current)
                .forEach(old -> records.annotate(old, Api.SUPERSEDED_ANNOTATION, revision.name())));
        return run.map(GateAnswer::of).orElseGet(() -> taken(test, revision));
    }

    /** What the attempt under way came to; starts nothing. */
    public GateAnswer current(LoadTest test, RevisionSpec revision) {
        return attempts(test)
                .current(revision)
                .map(GateAnswer::of)
                .orElseGet(() -> notStarted(test, revision, "LoadTest %s has no run of this rollout of revision %s"));
    }

    /**
     * The rollout of a revision is over: when the same revision comes again, it is judged anew.
     *
     * @param how it ended
     */
    public void close(LoadTest test, RevisionSpec revision, String how) {
        attempts(test).open(revision).ifPresent(run -> records.annotate(run, Api.CLOSED_ANNOTATION, how));
    }

    /** The API server shows in a list what it says is there: else the name is that of another run. */
    private Optional<LoadTestRun> started(
            LoadTest test, RevisionSpec revision, Function<Attempts, Optional<LoadTestRun>> find) {
        var metadata = test.getMetadata();
        for (int taken = 0; taken < MOST_TAKEN; taken++) {
            var attempts = attempts(test);
            var found = find.apply(attempts);
            if (found.isPresent()) {
                return found;
            }
            var next = attempts.next(revision);
            var created = records.create(GatedRuns.create(
                    metadata.getNamespace(), metadata.getName(), Attempts.attempt(next, next.attempt() + taken)));
            if (created.isPresent()) {
                return created;
            }
        }
        return Optional.empty();
    }

    private Attempts attempts(LoadTest test) {
        return Attempts.of(test, records.runs(test));
    }

    private static GateAnswer notStarted(LoadTest test, RevisionSpec revision, String message) {
        return GateAnswer.waiting(
                NOT_STARTED, message.formatted(test.getMetadata().getName(), revision.name()), revision.name());
    }

    private static GateAnswer taken(LoadTest test, RevisionSpec revision) {
        return GateAnswer.waiting(
                "NameTaken",
                "LoadTestRuns that are not of LoadTest " + test.getMetadata().getName() + " have the names of its runs"
                        + " of revision " + revision.name() + "; delete them",
                revision.name());
    }
}
