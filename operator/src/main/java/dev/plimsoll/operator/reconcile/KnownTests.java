package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.Totals;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import dev.plimsoll.operator.metrics.VerdictMetrics.Latest;
import dev.plimsoll.operator.notify.Telling;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The LoadTests that the informer knows, and what their latest judged runs came to. */
public final class KnownTests {
    /** In the order in which they were judged: ends are known to the second, starts to the nanosecond. */
    static final Comparator<LoadTestRun> BY_VERDICT = Comparator.comparing(
                    (LoadTestRun run) -> endedAt(Objects.requireNonNull(run.getStatus())))
            .thenComparing(run -> Optional.ofNullable(
                            Objects.requireNonNull(run.getStatus()).startAt())
                    .map(Instant::parse)
                    .orElse(Instant.EPOCH))
            .thenComparing(run -> run.getMetadata().getCreationTimestamp());

    private final KnownRuns runs;
    private volatile @Nullable Cache<LoadTest> cache;

    public KnownTests(KnownRuns runs) {
        this.runs = runs;
    }

    void readFrom(Cache<LoadTest> tests) {
        cache = tests;
    }

    /** What there is to say of each LoadTest that was judged. */
    public List<Latest> latest() {
        var tests = cache;
        if (tests == null) {
            return List.of();
        }
        var latest = runs.latestJudged();
        return tests.list()
                .flatMap(test ->
                        Optional.ofNullable(latest.get(test.getMetadata().getUid()))
                                .map(run -> latest(test, run))
                                .stream())
                .toList();
    }

    private static Latest latest(LoadTest test, LoadTestRun run) {
        var status = Objects.requireNonNull(run.getStatus());
        return new Latest(
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                Objects.requireNonNull(status.verdict()),
                Objects.requireNonNullElse(status.reason(), ""),
                endedAt(status),
                seconds(status.p99()),
                rate(status.achievedRate()),
                errorRatio(status.totals()));
    }

    /** Whether it says something of its LoadTest: it has a verdict, and not because another one took its place. */
    static boolean isJudged(LoadTestRun run) {
        var status = run.getStatus();
        return status != null
                && KnownRuns.hasEnded(run)
                && status.verdict() != null
                && status.completedAt() != null
                && Telling.counts(Objects.requireNonNullElse(status.reason(), ""));
    }

    static Instant endedAt(LoadTestRunStatus status) {
        return Instant.parse(Objects.requireNonNull(status.completedAt()));
    }

    private static OptionalDouble seconds(@Nullable String duration) {
        return duration == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Durations.parse(duration)
                        / (double) Duration.ofSeconds(1).toNanos());
    }

    private static OptionalDouble rate(@Nullable String rate) {
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(Rates.parse(rate));
    }

    private static OptionalDouble errorRatio(@Nullable Totals totals) {
        return totals == null || totals.sent() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(totals.errors() / (double) totals.sent());
    }
}
