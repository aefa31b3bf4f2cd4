package dev.plimsoll.operator.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes as the computer's clock does, and can be set. */
public final class ShiftedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** From now on it shows a time, and goes on from there. */
    public void set(Instant time) {
        ahead = Duration.between(Clock.systemUTC().instant(), time);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the operator asks for instants only");
    }
}
