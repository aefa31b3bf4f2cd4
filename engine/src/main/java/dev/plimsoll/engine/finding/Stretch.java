package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Rates;
import java.util.Optional;

/**
 * Time in which a phase's load is steady, and so is that of every other phase.
 *
 * @param span since the start instant of the run
 * @param level arrivals per second, or users
 * @param load what the level is of
 */
record Stretch(Span span, double level, Load load) {

    /** As part of a sentence: {@code 500/s}, {@code 50 users}. */
    String levelText() {
        return levelText(level);
    }

    /** Another level of the same load. */
    String levelText(double other) {
        return switch (load) {
            case Load.Open _ -> Rates.format(other);
            case Load.Closed _ -> Numbers.counted(Math.round(other), "user");
        };
    }

    /** As part of a sentence: {@code 10m at a steady 500/s}. */
    String text() {
        return Durations.format(span.lengthNanos()) + " at a steady " + levelText();
    }

    /** The same, ended no later than an instant; empty when it has not begun by then. */
    Optional<Stretch> until(long instant) {
        return instant <= span.startNanos()
                ? Optional.empty()
                : Optional.of(
                        new Stretch(new Span(span.startNanos(), Math.min(instant, span.endNanos())), level, load));
    }

    /** The same, begun later. */
    Stretch from(long instant) {
        return new Stretch(new Span(instant, span.endNanos()), level, load);
    }
}
