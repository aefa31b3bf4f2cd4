package dev.plimsoll.runner.report;

/** How long to wait before the next attempt: from 100 ms, doubling with each failure, to 1 s. */
final class Backoff {
    private static final long FIRST_NANOS = 100_000_000;
    private static final long LONGEST_NANOS = 1_000_000_000;

    private long next = FIRST_NANOS;

    /** An attempt failed: the wait before the next. */
    long failed() {
        long wait = next;
        next = Math.min(2 * next, LONGEST_NANOS);
        return wait;
    }

    /** An attempt succeeded. */
    void succeeded() {
        next = FIRST_NANOS;
    }
}
