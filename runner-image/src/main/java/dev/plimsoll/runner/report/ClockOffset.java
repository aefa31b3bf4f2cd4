package dev.plimsoll.runner.report;

/**
 * How far the collector's clock is ahead of this machine's, estimated as NTP does (RFC 5905, section 8): of all
 * exchanges the one with the shortest round trip counts, for half of its round trip bounds the error.
 *
 * <p>Clocks that agree within that bound are taken as equal: those of one machine are, and those that a time service
 * keeps are closer to each other than an HTTP exchange can tell.
 */
final class ClockOffset {
    private long shortestNanos = Long.MAX_VALUE;
    private long offsetNanos;

    /**
     * Takes an exchange into account.
     *
     * @param sent this machine's clock when it asked
     * @param remote the collector's clock when it answered
     * @param received this machine's clock when it had the answer
     */
    void add(long sent, long remote, long received) {
        long roundTrip = received - sent;
        if (roundTrip >= 0 && roundTrip < shortestNanos) {
            shortestNanos = roundTrip;
            offsetNanos = remote - (sent + roundTrip / 2);
        }
    }

    /** An instant of the collector's clock, by this machine's. */
    long toLocal(long remote) {
        return remote - offsetNanos();
    }

    /** The collector's clock minus this machine's; zero when it cannot be told from zero. */
    long offsetNanos() {
        return Math.abs(offsetNanos) <= uncertaintyNanos() ? 0 : offsetNanos;
    }

    /** Bound of the error. */
    long uncertaintyNanos() {
        return shortestNanos / 2;
    }
}
