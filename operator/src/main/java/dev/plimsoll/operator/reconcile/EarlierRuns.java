package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.judge.BaselineSource;
import dev.plimsoll.engine.judge.Reason;
import dev.plimsoll.operator.status.Setups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the earlier runs of a LoadTest a run is held against: chosen by their status alone, so that no more results
 * are read than are used.
 */
final class EarlierRuns {
    /** As many as somebody reads. */
    private static final int MOST_REFUSED = 5;

    private static final Set<String> WORSE = Set.of(Reason.WORSE.word(), Reason.SEEMS_WORSE.word());

    private final Setups.Of now;
    private final Instant startedAt;
    private final List<LoadTestRun> newestFirst;

    /**
     * @param observed the run that is judged
     * @param setup its own
     * @param siblings other runs of its LoadTest
     */
    EarlierRuns(ObservedRun observed, SetupStatus setup, Collection<LoadTestRun> siblings) {
        this(new Setups.Of(observed.test(), setup), startedAt(observed.run()), siblings);
    }

    /** Those that a run would be held against that has this setup and starts at this instant. */
    EarlierRuns(Setups.Of now, Instant startedAt, Collection<LoadTestRun> siblings) {
        this.now = now;
        this.startedAt = startedAt;
        this.newestFirst = siblings.stream()
                .filter(EarlierRuns::hasRun)
                .sorted(Comparator.comparing(EarlierRuns::startedAt).reversed())
                .toList();
    }

    private static boolean hasRun(LoadTestRun run) {
        var status = run.getStatus();
        return status != null && status.startAt() != null && status.completedAt() != null;
    }

    /**
     * What was chosen.
     *
     * @param runs the oldest first
     * @param refused those that the run cannot be held against, each with why
     */
    record Choice(List<LoadTestRun> runs, List<String> refused) {}

    Choice choose(BaselineSource source) {
        return switch (source) {
            case BaselineSource.Comparison() -> new Choice(List.of(), List.of());
            case BaselineSource.LastPassed() -> last(1);
            case BaselineSource.Window(var runs) -> last(runs);
            case BaselineSource.Pinned(var name) -> pinned(name);
        };
    }

    private Choice last(int most) {
        var chosen = new ArrayList<LoadTestRun>();
        var refused = new ArrayList<String>();
        int more = 0;
        for (var run : newestFirst) {
            if (chosen.size() == most) {
                break;
            }
            if (!isBefore(run) || !speaksForItself(status(run))) {
                continue;
            }
            var why = refusal(run);
            if (why.isEmpty()) {
                chosen.addFirst(run);
            } else if (refused.size() < MOST_REFUSED) {
                refused.add(name(run) + " " + why.get());
            } else {
                more++;
            }
        }
        return new Choice(
                chosen,
                more == 0
                        ? refused
                        : Stream.concat(refused.stream(), Stream.of("and " + more + " more"))
                                .toList());
    }

    private Choice pinned(String name) {
        var named = newestFirst.stream().filter(run -> name(run).equals(name)).findFirst();
        if (named.isEmpty()) {
            return new Choice(List.of(), List.of("this LoadTest has no run " + name + " that has ended"));
        }
        if (!isBefore(named.get())) {
            return new Choice(List.of(), List.of(name + " ended after this run began"));
        }
        return refusal(named.get())
                .map(why -> new Choice(List.of(), List.of(name + " " + why)))
                .orElseGet(() -> new Choice(List.of(named.get()), List.of()));
    }

    /**
     * Whether all is well with a run, as far as is proven. One that is undecided against its own baseline counts: if
     * only those counted that are surely no worse, the baseline would be of the faster half, and would fail the other
     * half.
     */
    private static boolean speaksForItself(LoadTestRunStatus status) {
        var objectives = Objects.requireNonNullElse(status.objectives(), List.<ObjectiveStatus>of());
        boolean worse = objectives.stream().anyMatch(objective -> WORSE.contains(objective.reason()));
        return !worse
                && switch (status.verdict()) {
                    case Pass, Warn -> true;
                    case Inconclusive -> isOnlyUndecided(status, objectives);
                    case Fail -> false;
                    case null -> false;
                };
    }

    private static boolean isOnlyUndecided(LoadTestRunStatus status, List<ObjectiveStatus> objectives) {
        var undecided = Reason.UNDECIDED.word();
        return undecided.equals(status.reason())
                && objectives.stream()
                        .filter(objective -> objective.verdict() == Verdict.Inconclusive)
                        .allMatch(objective ->
                                Boolean.TRUE.equals(objective.advisory()) || undecided.equals(objective.reason()));
    }

    private Optional<String> refusal(LoadTestRun run) {
        var setup = status(run).setup();
        return setup == null
                ? Optional.of("does not say how it ran; an older version of the operator made it")
                : Setups.difference(new Setups.Of(run.getSpec().test(), setup), now);
    }

    private boolean isBefore(LoadTestRun run) {
        return !instant(status(run).completedAt()).isAfter(startedAt);
    }

    /** To the nanosecond, where the end is known to the second: so runs have an order. */
    private static Instant startedAt(LoadTestRun run) {
        return instant(status(run).startAt());
    }

    private static Instant instant(@Nullable String text) {
        return Instant.parse(Objects.requireNonNull(text));
    }

    private static LoadTestRunStatus status(LoadTestRun run) {
        return Objects.requireNonNull(run.getStatus());
    }

    private static String name(LoadTestRun run) {
        return run.getMetadata().getName();
    }
}
