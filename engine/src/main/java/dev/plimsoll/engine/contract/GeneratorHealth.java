package dev.plimsoll.engine.contract;

/**
 * How the generator itself fared in an interval; merged over shards by the worst.
 *
 * @param maxLatenessNanos longest time from a slot's instant to the generator noticing it
 * @param cpuThrottledNanos time for which the container's CPU quota held the runner back
 * @param gcNanos time in garbage collection
 * @param inFlight requests in flight at the end of the interval
 * @param queued slots due and waiting for a free connection at the end of the interval
 */
public record GeneratorHealth(long maxLatenessNanos, long cpuThrottledNanos, long gcNanos, long inFlight, long queued) {

    /** A generator at rest. */
    public static final GeneratorHealth IDLE = new GeneratorHealth(0, 0, 0, 0, 0);

    /** Of two shards in the same interval: times by the worse, requests by the sum. */
    public GeneratorHealth alongside(GeneratorHealth other) {
        return new GeneratorHealth(
                Math.max(maxLatenessNanos, other.maxLatenessNanos),
                Math.max(cpuThrottledNanos, other.cpuThrottledNanos),
                Math.max(gcNanos, other.gcNanos),
                inFlight + other.inFlight,
                queued + other.queued);
    }

    /** Of two intervals one after the other: lateness by the worse, times by the sum, levels by the later. */
    public GeneratorHealth followedBy(GeneratorHealth later) {
        return new GeneratorHealth(
                Math.max(maxLatenessNanos, later.maxLatenessNanos),
                cpuThrottledNanos + later.cpuThrottledNanos,
                gcNanos + later.gcNanos,
                later.inFlight,
                later.queued);
    }
}
