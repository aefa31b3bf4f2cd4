package dev.plimsoll.cli.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Of what a log's numbers are so many. The format has no place for it. */
public enum Unit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000);

    private final long nanos;

    Unit(long nanos) {
        this.nanos = nanos;
    }

    /** How many nanoseconds one is. */
    public long nanos() {
        return nanos;
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for a remedy. */
    public static String words() {
        return Arrays.stream(values()).map(Unit::word).collect(Collectors.joining(", "));
    }
}
