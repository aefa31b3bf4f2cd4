package dev.plimsoll.engine.quantity;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Rates, per second within and per second, minute or hour in text: {@code 500/s}, {@code 30/m}. */
public final class Rates {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)/([smh])");

    private Rates() {}

    /**
     * Reads a rate.
     *
     * @return times per second
     * @throws MalformedQuantityException when the text is none
     */
    public static double parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedQuantityException(
                    text, "a rate: write digits, a slash and s, m or h, such as 500/s or 30/m");
        }
        double times = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> times / 60;
            case "h" -> times / 3_600;
            default -> times;
        };
    }

    /** Per second, with four significant digits and no less than its whole digits: {@code 499.8/s}, {@code 12503/s}. */
    public static String format(double perSecond) {
        return format(perSecond, 4);
    }

    /** As {@link #format(double)}, with so many significant digits. */
    public static String format(double perSecond, int digits) {
        var exact = BigDecimal.valueOf(perSecond);
        int wholeDigits = exact.precision() - exact.scale();
        return Numbers.plain(Numbers.rounded(exact, Math.max(digits, wholeDigits))) + "/s";
    }
}
