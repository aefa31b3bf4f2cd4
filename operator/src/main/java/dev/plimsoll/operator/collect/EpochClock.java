package dev.plimsoll.operator.collect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Nanoseconds since the epoch, as start instants and clock offsets are exchanged. */
@FunctionalInterface
public interface EpochClock {
    long epochNanos();

    /** Reads an instant source. */
    static EpochClock of(InstantSource source) {
        return () -> nanosOf(source.instant());
    }

    /** The nanoseconds of an instant. */
    static long nanosOf(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
