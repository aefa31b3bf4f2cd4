package dev.plimsoll.bench.stats;

import java.util.Locale;

/**
 * What must come out.
 *
 * @param what in words
 * @param value what came out
 * @param low at least this
 * @param high at most this
 * @param format of the three
 */
public record Target(String what, double value, double low, double high, Format format) {
    /** How a value is written. */
    enum Format {
        SHARE(100, "%.1f %%"),
        ROUNDS(1, "%.1f");

        private final double scale;
        private final String pattern;

        Format(double scale, String pattern) {
            this.scale = scale;
            this.pattern = pattern;
        }

        private String of(double value) {
            return String.format(Locale.ROOT, pattern, scale * value);
        }
    }

    /** A share that must not be exceeded. */
    public static Target atMost(double most, String what, double share) {
        return new Target(what, share, 0, most, Format.SHARE);
    }

    /** A share that must be reached. */
    public static Target atLeast(double least, String what, double share) {
        return new Target(what, share, least, 1, Format.SHARE);
    }

    /** A share from {@code low} to {@code high}. */
    public static Target between(double low, double high, String what, double share) {
        return new Target(what, share, low, high, Format.SHARE);
    }

    /** A number of rounds that must not be exceeded. */
    public static Target atMostRounds(double most, String what, double rounds) {
        return new Target(what, rounds, 0, most, Format.ROUNDS);
    }

    /** Whether it came out. */
    public boolean isMet() {
        return low <= value && value <= high;
    }

    /** A row of a table: what, the bounds, the value, whether it holds. */
    public String row() {
        var bounds = low <= 0
                ? "at most " + format.of(high)
                : format == Format.SHARE && high >= 1
                        ? "at least " + format.of(low)
                        : format.of(low) + " to " + format.of(high);
        return "| " + what + " | " + bounds + " | " + format.of(value) + " | " + (isMet() ? "holds" : "**missed**")
                + " |\n";
    }
}
