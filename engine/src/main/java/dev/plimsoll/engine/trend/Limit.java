package dev.plimsoll.engine.trend;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The limit of an objective, as statuses and results write it, and what follows from it: how values are read and
 * written, and on which scale they are held against each other.
 *
 * <p>Times, rates and differences are taken as logarithms, so that a change is a ratio. Shares of requests are taken as
 * parts of what the limit allows: zero has no logarithm, and from one error in a million to two is no news.
 *
 * @param measure what is limited
 * @param most whether it is the highest value that holds, else the lowest
 * @param value the limit, in the objective's unit
 */
public record Limit(Measure measure, boolean most, double value) {
    private static final Pattern FORM = Pattern.compile("([<>])=? (.+)");

    /** Values are rounded to three digits: at most half a percent. */
    private static final double ROUNDED = 0.002;

    /** Of what the limit allows. */
    private static final double SHARE_KNOWN = 0.01;

    /** Takes the place of a limit that allows nothing: one request in a hundred. */
    private static final double OF_NOTHING = 0.01;

    /** What is limited. */
    public enum Measure {
        /** Nanoseconds. */
        TIME,
        /** Times per second. */
        RATE,
        /** Of all requests or checks, a fraction. */
        SHARE,
        /** Of a comparison, as a fraction of the baseline. */
        DIFFERENCE;

        static Measure of(String text) {
            if (text.endsWith("/s")) {
                return RATE;
            }
            if (!text.endsWith("%")) {
                return TIME;
            }
            return text.startsWith("+") || text.startsWith("-") ? DIFFERENCE : SHARE;
        }
    }

    /** Reads one such as {@code <= 300ms}, {@code >= 450/s} or {@code <= +10%}; empty when the text is none. */
    public static Optional<Limit> of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var measure = Measure.of(matcher.group(2));
        var value = read(measure, matcher.group(2));
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Limit(measure, matcher.group(1).equals("<"), value.getAsDouble()));
    }

    /** Reads a value of this measure; empty when the text is none. */
    public OptionalDouble read(String text) {
        return read(measure, text);
    }

    private static OptionalDouble read(Measure measure, String text) {
        try {
            return OptionalDouble.of(parse(measure, text));
        } catch (MalformedQuantityException _) {
            return OptionalDouble.empty();
        }
    }

    private static double parse(Measure measure, String text) {
        return switch (measure) {
            case TIME -> Durations.parse(text);
            case RATE -> Rates.parse(text);
            case SHARE -> Percentages.parse(text);
            case DIFFERENCE ->
                text.startsWith("-")
                        ? -Percentages.parse(text.substring(1))
                        : Percentages.parse(text.startsWith("+") ? text.substring(1) : text);
        };
    }

    /** A value with its unit. */
    public String format(double value) {
        return switch (measure) {
            case TIME -> Durations.format(Math.round(value));
            case RATE -> Rates.format(value, 4);
            case SHARE -> most ? Percentages.format(value) : Percentages.formatBelowOne(value, 3);
            case DIFFERENCE -> signed(value);
        };
    }

    /** A difference between two values on the scale, as {@link #changeOf} tells it, in words: {@code +10.2%}. */
    public String formatChange(double change) {
        return signed(change) + (measure == Measure.SHARE ? " of what is allowed" : "");
    }

    /** A fraction with its sign, to three digits: {@code +10.2%}. */
    static String signed(double fraction) {
        var size = Percentages.format(Math.abs(fraction));
        return size.equals("0%") ? size : (fraction > 0 ? "+" : "-") + size;
    }

    /** Whether a value can be held against others: a time of nothing has no ratio to another. */
    boolean canCompare(double value) {
        return switch (measure) {
            case TIME, RATE -> value > 0;
            case SHARE -> true;
            case DIFFERENCE -> value > -1;
        };
    }

    /** A value on the scale on which values are held against each other. */
    double onScale(double value) {
        return switch (measure) {
            case TIME, RATE -> Math.log(value);
            case SHARE -> value / allowed();
            case DIFFERENCE -> Math.log1p(value);
        };
    }

    /** A value as it was before {@link #onScale}. */
    double offScale(double scaled) {
        return switch (measure) {
            case TIME, RATE -> Math.exp(scaled);
            case SHARE -> scaled * allowed();
            case DIFFERENCE -> Math.expm1(scaled);
        };
    }

    /** A difference on the scale as people say it: a fraction of the value before, or of what the limit allows. */
    double changeOf(double difference) {
        return measure == Measure.SHARE ? difference : Math.expm1(difference);
    }

    /** The same the other way round. */
    double onScaleOf(double change) {
        return measure == Measure.SHARE ? change : Math.log1p(change);
    }

    /** Deviation that values on the scale have at least, for they are rounded. */
    double resolution() {
        return measure == Measure.SHARE ? SHARE_KNOWN : ROUNDED;
    }

    /** Whether a change in this direction is for the worse. */
    public boolean isWorse(double change) {
        return most ? change > 0 : change < 0;
    }

    private double allowed() {
        double allowed = most ? value : 1 - value;
        return allowed > 0 ? allowed : OF_NOTHING;
    }
}
