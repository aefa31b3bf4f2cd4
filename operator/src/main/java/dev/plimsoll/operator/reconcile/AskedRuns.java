package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.operator.job.RunNames;
import dev.plimsoll.operator.status.EventFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a run whenever the spec or the run annotation of a LoadTest changes, one at a time; they are numbered. */
final class AskedRuns {
    /** A run of the same name is there: one made by hand, or left of a LoadTest of the same name that was deleted. */
    private static final Duration NAME_TAKEN = Duration.ofSeconds(1);

    private static final Pattern NUMBER = Pattern.compile(".*-([0-9]{1,9})");

    private final Cluster cluster;

    AskedRuns(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What came of it.
     *
     * @param trigger what made the latest numbered run, for its LoadTest's status
     * @param waits whether a run is asked for that waits for another one to end
     */
    record Outcome(Optional<LoadTestRun> run, Optional<String> trigger, boolean waits, Optional<Duration> again) {}

    Outcome look(LoadTest test, List<LoadTestRun> runs) {
        if (!Trigger.isAsked(test)) {
            return new Outcome(Optional.empty(), lastTrigger(test), false, Optional.empty());
        }
        var trigger = Trigger.of(test);
        if (hasRun(test, runs)) {
            return new Outcome(Optional.empty(), Optional.of(trigger), false, Optional.empty());
        }
        if (runs.stream().anyMatch(run -> !KnownRuns.hasEnded(run))) {
            return new Outcome(Optional.empty(), lastTrigger(test), true, Optional.empty());
        }
        return run(test, trigger, runs)
                .map(run -> new Outcome(Optional.of(run), Optional.of(trigger), false, Optional.empty()))
                .orElseGet(() -> new Outcome(Optional.empty(), lastTrigger(test), false, Optional.of(NAME_TAKEN)));
    }

    /**
     * Creates the run with the next number that nobody else's run has. The informer may not have seen the last one yet:
     * then its name is taken, and it is the one, or it is waited for, as is one that the garbage collector still has to
     * delete.
     */
    private Optional<LoadTestRun> run(LoadTest test, String trigger, List<LoadTestRun> seen) {
        var metadata = test.getMetadata();
        int number = nextNumber(test, seen);
        while (true) {
            var name = RunNames.run(metadata.getName(), number);
            var created = cluster.create(FrozenRun.create(test, name, trigger));
            if (created.isPresent()) {
                cluster.tell(test, EventFactory.Kind.Normal, "RunCreated", "created LoadTestRun " + name);
                return created;
            }
            var taken = cluster.run(metadata.getNamespace(), name);
            if (taken.isEmpty() || wasMadeFor(metadata.getName(), taken.get())) {
                return taken.filter(there -> FrozenRun.isOf(test, there) && isForTheSame(test, there));
            }
            number++;
        }
    }

    /** Whether the operator made the run, for a LoadTest of this name. */
    private static boolean wasMadeFor(String loadTest, LoadTestRun run) {
        return Trigger.of(run).isPresent() && loadTest.equals(run.getSpec().loadTest());
    }

    private static boolean hasRun(LoadTest test, List<LoadTestRun> runs) {
        return lastTrigger(test).filter(last -> Trigger.isSame(test, last)).isPresent()
                || latestNumbered(runs).filter(run -> isForTheSame(test, run)).isPresent();
    }

    /** The newest of the runs that the operator numbered: a spec that comes back after another one runs again. */
    static Optional<LoadTestRun> latestNumbered(List<LoadTestRun> runs) {
        return runs.stream()
                .filter(run ->
                        Trigger.of(run).isPresent() && Trigger.dueTime(run).isEmpty())
                .max(Comparator.comparingInt(run -> number(run)));
    }

    private static boolean isForTheSame(LoadTest test, LoadTestRun run) {
        return Trigger.of(run).filter(trigger -> Trigger.isSame(test, trigger)).isPresent();
    }

    private static Optional<String> lastTrigger(LoadTest test) {
        return Optional.ofNullable(test.getStatus()).map(LoadTestStatus::lastTrigger);
    }

    /** One more than any number given so far, also when the run that had it was deleted. */
    private static int nextNumber(LoadTest test, List<LoadTestRun> runs) {
        var loadTest = test.getMetadata().getName();
        int last = Optional.ofNullable(test.getStatus())
                .map(LoadTestStatus::lastRun)
                .map(run -> number(loadTest, run))
                .orElse(0);
        return Math.max(last, runs.stream().mapToInt(AskedRuns::number).max().orElse(0)) + 1;
    }

    static int number(LoadTestRun run) {
        return number(
                Objects.requireNonNullElse(run.getSpec().loadTest(), ""),
                run.getMetadata().getName());
    }

    /** The number in a name that the operator gives; 0 of other names, such as {@code nightly-20250101}. */
    private static int number(String loadTest, String run) {
        var matcher = NUMBER.matcher(run);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return RunNames.run(loadTest, number).equals(run) ? number : 0;
    }
}
