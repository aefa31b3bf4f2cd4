package dev.plimsoll.engine.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Plain numbers. */
public final class Numbers {
    private Numbers() {}

    /** A whole number with its thousands apart: {@code 60,000}. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** So many of a thing, whose plural ends in s: {@code 1 request}, {@code 60,000 requests}. */
    public static String counted(long count, String thing) {
        return grouped(count) + ' ' + thing + (count == 1 ? "" : "s");
    }

    /** A number without exponent and without zeros that say nothing: {@code 99}, {@code 99.9}. */
    public static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    /** The same, rounded to so many significant digits: {@code 1.23}. */
    public static String plain(double value, int digits) {
        return plain(rounded(BigDecimal.valueOf(value), digits));
    }

    /** Rounded to so many significant digits, half up. */
    static BigDecimal rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
