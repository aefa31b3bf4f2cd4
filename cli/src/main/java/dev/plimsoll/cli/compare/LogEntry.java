package dev.plimsoll.cli.compare;

import org.HdrHistogram.Histogram;

/**
 * One interval of a log.
 *
 * @param line of the file, from 1
 * @param tag of what was measured; empty for none
 * @param begin in seconds; since 1970 when the log tells the time of day
 * @param seconds length
 * @param values as whole numbers; of a log of decimal ones with {@link Scale#DECIMALS} digits behind the point
 */
record LogEntry(int line, String tag, double begin, double seconds, Histogram values) {
    double end() {
        return begin + seconds;
    }

    double middle() {
        return begin + seconds / 2;
    }
}
