package dev.plimsoll.runner.record;

/**
 * What one loop recorded in one interval, on its way to the reporting thread, which owns the bank from here on.
 *
 * @param loop which loop, from 0
 * @param sequence the interval, from 0
 * @param startNanos begin, since the start of the run
 * @param endNanos end, since the start of the run
 * @param bank counts and histograms
 * @param maxLatenessNanos longest time from a slot's instant to the loop noticing it
 * @param inFlight turns in flight at the end
 * @param queued slots waiting at the end
 * @param last whether the loop will record nothing more
 */
public record Slice(
        int loop,
        long sequence,
        long startNanos,
        long endNanos,
        Bank bank,
        long maxLatenessNanos,
        long inFlight,
        long queued,
        boolean last) {}
