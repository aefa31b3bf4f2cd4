package dev.plimsoll.cli.compare;

/**
 * What is to be known of a log as a whole.
 *
 * @param begin of its first interval, in seconds
 * @param end of its last interval, in seconds
 * @param decimal whether it has decimal numbers, not whole ones
 * @param perMaximum how many of its numbers one of its column Interval_Max is, a power of ten: 1,000,000 by the
 *     format's habit, nanoseconds to milliseconds; 0 when the column does not tell
 */
record LogFacts(double begin, double end, boolean decimal, double perMaximum) {
    /** Seconds from 1970 to 1980: what is less counts from the begin of the recording. */
    private static final double CLOCKS_BEGIN = 315_532_800;

    /** Whether the log tells at which time of day it was recorded. */
    boolean tellsTime() {
        return begin > CLOCKS_BEGIN;
    }

    double seconds() {
        return end - begin;
    }

    /** How many seconds both have in common. */
    double overlap(LogFacts other) {
        return Math.min(end, other.end) - Math.max(begin, other.begin);
    }
}
