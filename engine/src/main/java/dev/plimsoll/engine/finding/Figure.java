package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;

/**
 * One number of a finding.
 *
 * @param name stable, in camel case
 * @param value in the unit
 */
public record Figure(String name, double value, Unit unit) {

    /** What a number counts. */
    public enum Unit {
        /** Nanoseconds. */
        TIME,
        /** Per second. */
        RATE,
        /** Of a whole: 0.1 is 10 %. */
        SHARE,
        /** How many times as much, or how many. */
        NUMBER
    }

    static Figure time(String name, long nanos) {
        return new Figure(name, (double) nanos, Unit.TIME);
    }

    static Figure share(String name, double fraction) {
        return new Figure(name, fraction, Unit.SHARE);
    }

    static Figure number(String name, double value) {
        return new Figure(name, value, Unit.NUMBER);
    }

    /** With its unit: {@code 12.3ms}, {@code 500/s}, {@code 12%}, {@code 1.23}. */
    public String text() {
        return switch (unit) {
            case TIME -> Durations.format(Math.round(value));
            case RATE -> Rates.format(value);
            case SHARE -> Percentages.format(value);
            case NUMBER -> Numbers.plain(value, 3);
        };
    }
}
