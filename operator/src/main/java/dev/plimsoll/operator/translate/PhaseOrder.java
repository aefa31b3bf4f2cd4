package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.PhaseSpec;
import dev.plimsoll.engine.quantity.Durations;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * When phases begin: at an instant of the run, at the end of another phase, or at that of the one before in the list.
 */
final class PhaseOrder {
    private final List<PhaseSpec> phases;

    PhaseOrder(List<PhaseSpec> phases) {
        this.phases = phases;
    }

    /** Place of the phase with this name. */
    OptionalInt placeOf(String name) {
        return IntStream.range(0, phases.size())
                .filter(place -> phases.get(place).name().equals(name))
                .findFirst();
    }

    /** Place of the phase at whose end a phase begins; empty when it begins at an instant. */
    OptionalInt before(int place) {
        var phase = phases.get(place);
        if (phase.startAt() != null) {
            return OptionalInt.empty();
        }
        if (phase.after() != null) {
            return placeOf(phase.after());
        }
        return place == 0 ? OptionalInt.empty() : OptionalInt.of(place - 1);
    }

    /** Whether a phase waits, by way of others, for its own end. */
    boolean waitsForItself(int place) {
        var before = before(place);
        for (int steps = 0; before.isPresent() && steps < phases.size(); steps++) {
            if (before.getAsInt() == place) {
                return true;
            }
            before = before(before.getAsInt());
        }
        return false;
    }

    /** When a phase that does not wait for itself begins, in nanoseconds since the start of the run. */
    long startNanos(int place, IntToLongFunction lengthNanos) {
        var startAt = phases.get(place).startAt();
        if (startAt != null) {
            return Durations.parse(startAt);
        }
        var before = before(place);
        return before.isEmpty()
                ? 0
                : startNanos(before.getAsInt(), lengthNanos) + lengthNanos.applyAsLong(before.getAsInt());
    }
}
