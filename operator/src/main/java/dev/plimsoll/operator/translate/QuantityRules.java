package dev.plimsoll.operator.translate;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import dev.plimsoll.engine.quantity.Sizes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What durations, rates and percentages must be. What is reported has no value, so that no other rule looks at it. */
final class QuantityRules {
    private static final long LONGEST_DAYS = 7;
    /** Times per second that machines can send. */
    static final double HIGHEST_RATE = 10_000_000;

    private QuantityRules() {}

    /** Nanoseconds, when the text is a duration of at most seven days. */
    static Optional<Long> duration(String text, Findings at) {
        var nanos = read(text, Durations::parse, "is no duration; write digits and a unit, such as 300ms or 1m30s", at);
        if (nanos.isPresent() && nanos.get() > TimeUnit.DAYS.toNanos(LONGEST_DAYS)) {
            at.report(text, "is longer than " + LONGEST_DAYS + " days; give a shorter time");
            return Optional.empty();
        }
        return nanos;
    }

    /** Nanoseconds, when the text is a duration above zero. */
    static Optional<Long> positiveDuration(String text, String whenZero, Findings at) {
        var nanos = duration(text, at);
        if (nanos.isPresent() && nanos.get() <= 0) {
            at.report(text, whenZero);
            return Optional.empty();
        }
        return nanos;
    }

    /** Times per second, when the text is a rate that machines can send. */
    static Optional<Double> rate(String text, Findings at) {
        var rate = read(text, Rates::parse, "is no rate; write digits, a slash and s, m or h, such as 500/s", at);
        if (rate.isPresent() && rate.get() > HIGHEST_RATE) {
            at.report(text, "is above " + Rates.format(HIGHEST_RATE) + "; give a lower rate");
            return Optional.empty();
        }
        return rate;
    }

    /** A fraction, when the text is a percentage. */
    static Optional<Double> percentage(String text, Findings at) {
        return read(text, Percentages::parse, "is no percentage; write digits and a percent sign, such as 10%", at);
    }

    /** A fraction from 0 to below 1, when the text is a percentage that an error rate can be above. */
    static Optional<Double> errorRateLimit(String text, Findings at) {
        var fraction = read(text, Percentages::parse, "is no percentage; write one such as 0.1% for ErrorRate", at);
        if (fraction.isPresent() && fraction.get() >= 1) {
            at.report(text, "an error rate is never above 100%, so this limit holds always; give a lower one");
            return Optional.empty();
        }
        return fraction;
    }

    /** A fraction above 0 and to 1, when the text is a percentage that a check rate can be below. */
    static Optional<Double> checkRateLimit(String text, Findings at) {
        var fraction = read(text, Percentages::parse, "is no percentage; write one such as 99% for CheckRate", at);
        if (fraction.isPresent() && (fraction.get() <= 0 || fraction.get() > 1)) {
            at.report(text, "a check rate is from 0% to 100%, so this says nothing; give one such as 99%");
            return Optional.empty();
        }
        return fraction;
    }

    /** Bytes, when the text is a size. */
    static Optional<Long> size(String text, Findings at) {
        return read(text, Sizes::parse, "is no size; write digits and a unit, such as 500B or 10KiB", at);
    }

    private static <T> Optional<T> read(String text, Function<String, T> parse, String whenMalformed, Findings at) {
        try {
            return Optional.of(parse.apply(text));
        } catch (MalformedQuantityException e) {
            at.report(text, whenMalformed);
            return Optional.empty();
        }
    }
}
