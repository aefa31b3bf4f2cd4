package dev.plimsoll.engine.quantity;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Lengths of time in nanoseconds: {@code 87.2us}, {@code 300ms}, {@code 1m30s}. */
public final class Durations {
    private static final String EXPECTED =
            "a duration: write digits and a unit (us, ms, s, m or h), such as 300ms or 1m30s";
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @return nanoseconds, fractions of one rounded half up
     * @throws MalformedQuantityException when the text is none, or longer than 292 years
     */
    public static long parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new MalformedQuantityException(text, EXPECTED);
        }
        var nanos = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(nanosPer(part.group(2))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        try {
            return nanos.setScale(0, HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw new MalformedQuantityException(text, "a duration that a computer can hold (at most 292 years)", e);
        }
    }

    /** With three significant digits below a minute, with whole seconds above: {@code 1.53s}, {@code 1m30s}. */
    public static String format(long nanos) {
        return format(nanos, 3);
    }

    /** As {@link #format(long)}, with so many significant digits, at least three. */
    public static String format(long nanos, int digits) {
        if (nanos < 0) {
            return "-" + format(-nanos, digits);
        }
        var rounded = Numbers.rounded(BigDecimal.valueOf(nanos), digits);
        if (rounded.signum() == 0) {
            return "0s";
        }
        if (rounded.compareTo(nanosPer("m")) >= 0) {
            return minutes(BigDecimal.valueOf(nanos).divide(nanosPer("s"), digits - 3, HALF_UP));
        }
        for (var unit : new String[] {"s", "ms", "us"}) {
            if (rounded.compareTo(nanosPer(unit)) >= 0) {
                return Numbers.plain(rounded.divide(nanosPer(unit))) + unit;
            }
        }
        return Numbers.plain(rounded) + "ns";
    }

    private static String minutes(BigDecimal seconds) {
        long wholeMinutes = seconds.longValue() / 60;
        var text = new StringBuilder();
        if (wholeMinutes >= 60) {
            text.append(wholeMinutes / 60).append('h');
        }
        if (wholeMinutes % 60 > 0) {
            text.append(wholeMinutes % 60).append('m');
        }
        var rest = seconds.subtract(BigDecimal.valueOf(wholeMinutes * 60));
        if (rest.signum() > 0) {
            text.append(Numbers.plain(rest)).append('s');
        }
        return text.toString();
    }

    private static BigDecimal nanosPer(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> throw new IllegalArgumentException("no unit of time: " + unit);
                });
    }
}
