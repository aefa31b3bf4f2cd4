package dev.plimsoll.runner.record;

import dev.plimsoll.engine.plan.IntervalGrid;

/**
 * Records what one loop sees, in intervals that are handed over as they end: with each second, and at each bound of the
 * plan, such as the end of a schedule, so that what came after it can be told apart.
 */
public final class Recorder {
    private final int loop;
    private final IntervalGrid grid;
    private final Handover handover;
    private Bank bank;
    private long sequence;
    private long startNanos;
    private long boundary;
    private long maxLatenessNanos;
    private long inFlight;
    private long queued;

    /**
     * A recorder of a loop.
     *
     * @param loop its number
     * @param grid the intervals of the plan
     * @param handover takes what is recorded
     */
    public Recorder(int loop, IntervalGrid grid, Handover handover) {
        this.loop = loop;
        this.grid = grid;
        this.handover = handover;
        bank = handover.takeEmpty();
        boundary = grid.endAfter(0);
    }

    /** The recorder of a step in the current interval; not to be kept. */
    public StepRecorder of(int series, boolean warmup) {
        return bank.of(series, warmup);
    }

    /** The recorder of connections in the current interval; not to be kept. */
    public ConnectionRecorder connections() {
        return bank.connections();
    }

    /** A slot was noticed so long after its instant. */
    public void noticed(long latenessNanos) {
        maxLatenessNanos = Math.max(maxLatenessNanos, latenessNanos);
    }

    /** How busy the loop is now. */
    public void level(long inFlight, long queued) {
        this.inFlight = inFlight;
        this.queued = queued;
    }

    /** End of the current interval, since the start of the run. */
    public long boundary() {
        return boundary;
    }

    /** Ends every interval that is over by this instant. */
    public void rollTo(long nanos) {
        while (nanos >= boundary) {
            deliver(boundary, false);
            sequence++;
            startNanos = boundary;
            boundary = grid.endAfter(boundary);
            bank = handover.takeEmpty();
        }
    }

    /** Ends the last interval, and recording. */
    public void finish(long nanos) {
        rollTo(nanos);
        deliver(nanos, true);
    }

    private void deliver(long endNanos, boolean last) {
        handover.deliver(new Slice(
                loop,
                sequence,
                startNanos,
                Math.max(startNanos, endNanos),
                bank,
                maxLatenessNanos,
                inFlight,
                queued,
                last));
        maxLatenessNanos = 0;
    }
}
