package dev.plimsoll.bench.oracle;

/**
 * When the oracle answers nothing. What falls due meanwhile is answered when the stall is over.
 *
 * <p>Instants are nanoseconds since the oracle's first arrival.
 *
 * @param firstNanos begin of the first stall
 * @param periodNanos from the begin of one stall to that of the next
 * @param lengthNanos of each, shorter than the period; 0 for no stalls
 */
public record Stalls(long firstNanos, long periodNanos, long lengthNanos) {
    public static final Stalls NONE = new Stalls(0, Long.MAX_VALUE, 0);

    /** One alone. */
    public static Stalls once(long atNanos, long lengthNanos) {
        return new Stalls(atNanos, Long.MAX_VALUE, lengthNanos);
    }

    /** When something leaves that would leave at this instant if there were no stalls. */
    public long after(long instant) {
        if (instant < firstNanos) {
            return instant;
        }
        long into = (instant - firstNanos) % periodNanos;
        return into < lengthNanos ? instant - into + lengthNanos : instant;
    }
}
