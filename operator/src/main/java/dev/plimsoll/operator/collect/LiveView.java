package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.judge.ComparisonProgress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance while it goes on.
 *
 * @param phase where it is
 * @param elapsed time since the start instant; zero before it
 * @param planned length of the whole schedule, warm-up included
 * @param runnersRegistered runners that have a shard
 * @param runnersExpected runners that the run waits for
 * @param recent the last seconds over all runners; null while nothing was reported
 * @param totalRequests requests sent so far, warm-up included
 * @param totalErrors errors so far, warm-up included
 * @param lost runners that were lost, and why
 * @param comparison how far a comparison is; null before its first round is over, and of any other run
 */
public record LiveView(
        Phase phase,
        Duration elapsed,
        Duration planned,
        int runnersRegistered,
        int runnersExpected,
        @Nullable Recent recent,
        long totalRequests,
        long totalErrors,
        List<String> lost,
        @Nullable ComparisonProgress comparison) {

    /** Of a run that compares nothing. */
    public LiveView(
            Phase phase,
            Duration elapsed,
            Duration planned,
            int runnersRegistered,
            int runnersExpected,
            @Nullable Recent recent,
            long totalRequests,
            long totalErrors,
            List<String> lost) {
        this(
                phase,
                elapsed,
                planned,
                runnersRegistered,
                runnersExpected,
                recent,
                totalRequests,
                totalErrors,
                lost,
                null);
    }

    /** Where a session is. */
    public enum Phase {
        /** Runners are missing, or prepare their load. */
        GATHERING,
        /** All runners ask for the start; its instant is not set. */
        READY,
        /** The start instant is set. */
        RUNNING,
        /** Every shard ended or is lost. */
        ENDED
    }

    /**
     * The last complete seconds.
     *
     * @param offeredPerSecond slots that fell due
     * @param achievedPerSecond requests sent
     * @param errorFraction errors of completed requests
     * @param p50Nanos median response time, zero when there was none
     * @param p99Nanos 99th percentile of the response time, zero when there was none
     */
    public record Recent(
            double offeredPerSecond, double achievedPerSecond, double errorFraction, long p50Nanos, long p99Nanos) {}
}
