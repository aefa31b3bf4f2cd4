package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Counts;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Numbers over the judged time, all scenarios and steps together.
 *
 * @param counts what became of the requests
 * @param judgedNanos how long load was driven outside of warm-ups
 * @param offeredPerSecond requests that fell due each second
 * @param achievedPerSecond requests sent each second, those after the schedule's end left out
 * @param okPerSecond good responses each second, those after the schedule's end left out
 * @param errorFraction errors of all requests whose end is known, from 0 to 1
 * @param response quantiles of the response time; null when there is none
 * @param service quantiles of the service time; null when there is none
 * @param startSkewNanos farthest that any shard's first slot was from the start instant
 * @param failedChecks how often each check failed, the most frequent first; those that never failed are absent
 */
public record Totals(
        Counts counts,
        long judgedNanos,
        double offeredPerSecond,
        double achievedPerSecond,
        double okPerSecond,
        double errorFraction,
        @Nullable Quantiles response,
        @Nullable Quantiles service,
        long startSkewNanos,
        List<FailedCheck> failedChecks) {

    public Totals {
        failedChecks = List.copyOf(failedChecks);
    }

    /**
     * How often a check failed.
     *
     * @param scenario name of the scenario
     * @param step name of the step
     * @param check its name
     * @param failed how often
     */
    public record FailedCheck(String scenario, String step, String check, long failed) {
        static final Comparator<FailedCheck> WORST_FIRST = Comparator.comparingLong(FailedCheck::failed)
                .reversed()
                .thenComparing(FailedCheck::scenario)
                .thenComparing(FailedCheck::step)
                .thenComparing(FailedCheck::check);

        /** The same check, as often as in both. */
        FailedCheck plus(FailedCheck other) {
            return new FailedCheck(scenario, step, check, failed + other.failed);
        }
    }

    /** What people ask of a latency, in nanoseconds. */
    public record Quantiles(long p50, long p90, long p95, long p99, long p999, long max, double mean) {
        static @Nullable Quantiles of(Histogram times) {
            return times.getTotalCount() == 0
                    ? null
                    : new Quantiles(
                            times.getValueAtPercentile(50),
                            times.getValueAtPercentile(90),
                            times.getValueAtPercentile(95),
                            times.getValueAtPercentile(99),
                            times.getValueAtPercentile(99.9),
                            times.getMaxValue(),
                            times.getMean());
        }
    }
}
