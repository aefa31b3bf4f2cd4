package dev.plimsoll.engine.contract;

/**
 * A stretch of time.
 *
 * @param startNanos its first instant
 * @param endNanos the first instant after it
 */
public record Span(long startNanos, long endNanos) {

    /** Whether an instant falls into it. */
    public boolean contains(long instant) {
        return startNanos <= instant && instant < endNanos;
    }

    /** Its length. */
    public long lengthNanos() {
        return endNanos - startNanos;
    }

    /** The same stretch, so much later. */
    Span later(long nanos) {
        return new Span(startNanos + nanos, endNanos + nanos);
    }
}
