package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.NotificationSpec;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.notify.Dispatch;
import dev.plimsoll.operator.notify.Dispatch.Letter;
import dev.plimsoll.operator.notify.Notice;
import dev.plimsoll.operator.notify.Telling;
import dev.plimsoll.operator.status.RunStatuses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells of the verdict of a run that ended. Who is told is written together with the verdict, so that it is neither
 * lost nor decided twice, whoever dies; each attempt goes on beside this, and its outcome is written when it comes. Who
 * dies between the two has it sent once more, under the same id.
 */
final class Notifying {
    /** Outcomes come as events; one that was lost is looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final KnownRuns known;
    private final Telling telling;
    private final Dispatch dispatch;
    private final Clock clock;

    Notifying(Cluster cluster, KnownRuns known, Telling telling, Dispatch dispatch, Clock clock) {
        this.cluster = cluster;
        this.known = known;
        this.telling = telling;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /** Whether a run may be deleted as far as this goes: nobody is still to be told of it. */
    static boolean mayGo(LoadTestRun run) {
        return run.getStatus() == null
                || entries(run.getStatus()).allMatch(entry -> entry.state().isOver());
    }

    /** Who is told when an attempt has its outcome. */
    void onOutcome(Consumer<Letter> listener) {
        dispatch.onOutcome(listener);
    }

    /** The run is gone. */
    void forget(LoadTestRun run) {
        dispatch.keep(run.getMetadata().getUid(), Set.of());
    }

    /**
     * The same step; when it ends the run, with those who are to be told; when it ended before, not before they are.
     */
    Step with(ObservedRun observed, Step step) {
        return switch (step) {
            case Step.Go(var status) -> new Step.Go(ends(observed, status) ? decided(observed, status) : status);
            case Step.Wait(var status, var atMost)
            when isTelling(observed, status) -> told(observed, status, Optional.of(atMost));
            case Step.Wait wait -> wait;
            case Step.End()
            when isTelling(observed, observed.status()) -> told(observed, observed.status(), Optional.empty());
            case Step.End end -> {
                forget(observed.run());
                yield end;
            }
        };
    }

    private static boolean ends(ObservedRun observed, LoadTestRunStatus status) {
        return status.verdict() != null && status.completedAt() != null && !KnownRuns.hasEnded(observed.run());
    }

    private static boolean isTelling(ObservedRun observed, LoadTestRunStatus status) {
        return KnownRuns.hasEnded(observed.run())
                && entries(status).anyMatch(entry -> !entry.state().isOver());
    }

    private LoadTestRunStatus decided(ObservedRun observed, LoadTestRunStatus status) {
        var specs = specs(observed.run());
        if (specs.isEmpty()) {
            return status;
        }
        var before = earlier(observed.run()).map(LoadTestRunStatus::verdict).orElse(null);
        return RunStatuses.telling(
                status,
                telling.of(
                        specs,
                        Objects.requireNonNull(status.verdict()),
                        before,
                        Objects.requireNonNullElse(status.reason(), ""),
                        clock.instant()));
    }

    /** Of the LoadTest as it is now; of a run made by hand without one, its own. */
    private List<NotificationSpec> specs(LoadTestRun run) {
        var name = run.getSpec().loadTest();
        var spec = name == null
                ? Optional.ofNullable(run.getSpec().test())
                : cluster.loadTest(run.getMetadata().getNamespace(), name)
                        .filter(test -> FrozenRun.isOf(test, run))
                        .map(LoadTest::getSpec);
        return spec.map(LoadTestSpec::notifications).orElse(List.of());
    }

    /** The last one that had its verdict before this one, which has its verdict now. */
    private Optional<LoadTestRunStatus> earlier(LoadTestRun run) {
        return known.siblings(run)
                .filter(KnownTests::isJudged)
                .max(KnownTests.BY_VERDICT)
                .map(LoadTestRun::getStatus);
    }

    private Step told(ObservedRun observed, LoadTestRunStatus status, Optional<Duration> atMost) {
        var run = observed.run();
        var now = clock.instant();
        var next = new ArrayList<Duration>(atMost.stream().toList());
        var entries = new ArrayList<NotificationStatus>();
        var letters = new HashSet<Letter>();
        for (var entry : entries(status).toList()) {
            // an outcome is kept until it was written: somebody may be faster, and the status be refused
            letters.add(letter(run, entry));
            var after = entry.state().isOver() ? entry : further(run, status, entry, now);
            entries.add(after);
            if (!after.state().isOver()) {
                letters.add(letter(run, after));
                var due = Duration.between(now, due(after));
                next.add(due.isPositive() ? due : LOOK_AGAIN);
            }
        }
        dispatch.keep(run.getMetadata().getUid(), letters);
        var telling = RunStatuses.telling(status, entries);
        // End writes what is there: an outcome must be written first
        return new Step.Wait(
                telling, next.stream().min(Comparator.naturalOrder()).orElse(LOOK_AGAIN));
    }

    private NotificationStatus further(
            LoadTestRun run, LoadTestRunStatus status, NotificationStatus entry, Instant now) {
        var letter = letter(run, entry);
        var outcome = dispatch.outcome(letter);
        if (outcome.isPresent()) {
            return telling.after(entry, outcome.get(), now);
        }
        if (due(entry).isAfter(now)) {
            return entry;
        }
        if (!telling.knows(entry)) {
            return telling.unknown(entry, now);
        }
        var later = telling.isOutdatedByLaterRuns(entry) ? later(run) : Optional.<String>empty();
        if (later.isPresent()) {
            return telling.skipped(entry, later.get(), now);
        }
        telling.send(dispatch, letter, notice(run, status, entry));
        return entry;
    }

    /** A later run that told of what this one would tell of. */
    private Optional<String> later(LoadTestRun run) {
        return known.siblings(run)
                .filter(KnownTests::isJudged)
                .filter(sibling -> sibling.getStatus() != null
                        && sibling.getStatus().verdict() != Verdict.Inconclusive
                        && KnownTests.BY_VERDICT.compare(sibling, run) > 0)
                .map(sibling -> sibling.getMetadata().getName())
                .findFirst();
    }

    private static Notice notice(LoadTestRun run, LoadTestRunStatus status, NotificationStatus entry) {
        return new Notice(
                id(run, entry),
                run.getMetadata().getNamespace(),
                Objects.requireNonNullElse(
                        run.getSpec().loadTest(), run.getMetadata().getName()),
                run.getMetadata().getName(),
                Objects.requireNonNull(status.verdict()),
                entry.before(),
                Objects.requireNonNullElse(status.reason(), ""),
                Objects.requireNonNullElse(status.message(), ""),
                status.target(),
                status.p99(),
                status.achievedRate(),
                KnownTests.endedAt(status));
    }

    private static String id(LoadTestRun run, NotificationStatus entry) {
        var what = run.getMetadata().getUid() + "/" + entry.to();
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Letter letter(LoadTestRun run, NotificationStatus entry) {
        var metadata = run.getMetadata();
        return new Letter(metadata.getNamespace(), metadata.getName(), metadata.getUid(), entry.to(), entry.attempts());
    }

    private static Instant due(NotificationStatus entry) {
        return Instant.parse(Objects.requireNonNullElse(entry.nextTime(), entry.time()));
    }

    private static Stream<NotificationStatus> entries(LoadTestRunStatus status) {
        return Stream.ofNullable(status.notifications()).flatMap(List::stream);
    }
}
