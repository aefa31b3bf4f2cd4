package dev.plimsoll.runner.record;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Records what one loop sees, in intervals that are handed over as they end: with each second, and at each bound of the
 * plan, such as the end of a schedule, so that what came after it can be told apart.
 */
public final class Recorder {
    /** Length of an interval, but for those that meet at a bound of the plan. */
    public static final long INTERVAL_NANOS = 1_000_000_000L;

    private final int loop;
    private final NavigableSet<Long> bounds;
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
     * @param bounds instants that no interval reaches over, since the start of the run
     * @param handover takes what is recorded
     */
    public Recorder(int loop, Collection<Long> bounds, Handover handover) {
        this.loop = loop;
        this.bounds = new TreeSet<>(bounds);
        this.handover = handover;
        bank = handover.takeEmpty();
        boundary = endFrom(0);
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

    private long endFrom(long start) {
        long second = start - start % INTERVAL_NANOS + INTERVAL_NANOS;
        var bound = bounds.higher(start);
        return bound == null ? second : Math.min(second, bound);
    }

    /** Ends every interval that is over by this instant. */
    public void rollTo(long nanos) {
        while (nanos >= boundary) {
            deliver(boundary, false);
            sequence++;
            startNanos = boundary;
            boundary = endFrom(boundary);
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
