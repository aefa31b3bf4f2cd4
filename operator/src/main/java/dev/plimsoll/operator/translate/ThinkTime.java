package dev.plimsoll.operator.translate;

import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.quantity.Durations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pause of a user between two turns: {@code 1s}, or any length between two: {@code 500ms..2s}. */
final class ThinkTime {
    private static final String BETWEEN = "\\.\\.";

    private ThinkTime() {}

    /** The pause, when the text says one. */
    static Optional<Pause> parse(String text, Findings at) {
        var ends = text.split(BETWEEN, 2);
        var from = QuantityRules.duration(ends[0], at);
        var to = ends.length == 1 ? from : QuantityRules.duration(ends[1], at);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get() > to.get()) {
            at.report(text, "ends below where it begins; swap the two");
            return Optional.empty();
        }
        return Optional.of(pause(from.get(), to.get()));
    }

    /** Of a spec in which the rules found no problem; null for none. */
    static Pause of(@Nullable String text) {
        var ends = text == null ? new String[] {"0s"} : text.split(BETWEEN, 2);
        return pause(Durations.parse(ends[0]), Durations.parse(ends[ends.length - 1]));
    }

    private static Pause pause(long fromNanos, long toNanos) {
        return fromNanos == toNanos ? new Pause.Fixed(fromNanos) : new Pause.Uniform(fromNanos, toNanos);
    }
}
