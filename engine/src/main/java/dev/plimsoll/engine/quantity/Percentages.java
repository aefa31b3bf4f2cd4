package dev.plimsoll.engine.quantity;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Shares of a whole, fractions within and percentages in text: {@code 0.1%} is 0.001. */
public final class Percentages {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)%");

    private Percentages() {}

    /**
     * Reads a percentage.
     *
     * @return the fraction, 1 for {@code 100%}
     * @throws MalformedQuantityException when the text is none
     */
    public static double parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedQuantityException(text, "a percentage: write digits and a percent sign, such as 0.1%");
        }
        return new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
    }

    /** A fraction as a percentage with three significant digits: {@code 0.05%}. */
    public static String format(double fraction) {
        return format(fraction, 3);
    }

    /** As {@link #format(double)}, with so many significant digits. */
    public static String format(double fraction, int digits) {
        var percent = BigDecimal.valueOf(fraction).movePointRight(2);
        return Numbers.plain(Numbers.rounded(percent, digits)) + "%";
    }

    /** As {@link #format(double, int)}, with as many more digits as tell a fraction from the whole: {@code 99.995%}. */
    public static String formatBelowOne(double fraction, int digits) {
        int enough = digits;
        while (fraction < 1 && enough < 15 && format(fraction, enough).equals("100%")) {
            enough++;
        }
        return format(fraction, enough);
    }
}
