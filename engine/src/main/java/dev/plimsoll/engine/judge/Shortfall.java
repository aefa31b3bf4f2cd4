package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.grouped;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The slots of a schedule that the generator failed: the one place that sums what it is to blame for.
 *
 * <p>It is to blame for a slot that it noticed late ({@code late}, whether the slot was then sent or missed) and for
 * one that it never accounted for. It is not to blame for a slot noticed in time that then waited for a free
 * connection, sent in the end or not: there the target is slow, the wait is in the response time, and the objectives
 * judge it.
 *
 * @param slots what became of the slots that fell due; of these alone, for later steps are due when the step before has
 *     ended and are never late
 * @param unaccounted slots that appear nowhere
 */
record Shortfall(Counts slots, long unaccounted) {
    /** Share of the slots that must have been served in time. */
    private static final double ON_TIME = 0.99;

    /** A number of slots, and what went wrong with them. */
    private record Part(long count, String fate) {}

    private Stream<Part> parts() {
        return Stream.of(
                new Part(slots.late(), "noticed late"),
                new Part(
                        slots.errors().getOrDefault(ErrorKind.GENERATOR_FAULT, 0L),
                        "without a free file, port or memory"),
                new Part(unaccounted, "never accounted for"));
    }

    private long due() {
        return slots.offered() + unaccounted;
    }

    private long inTime() {
        return Math.max(0, due() - parts().mapToLong(Part::count).sum());
    }

    /** Whether the run's numbers are those of the generator rather than of the target. */
    boolean isTooLarge() {
        return inTime() < ON_TIME * due();
    }

    /** Numbers, and what to do. */
    String sentence() {
        return "the generator was ready in time for only %s of %s slots, and 99%% are needed (%s);"
                        .formatted(Percentages.format((double) inTime() / due(), 4), grouped(due()), fates())
                + " give the runners more CPU or use more of them";
    }

    private String fates() {
        return parts().filter(part -> part.count() > 0)
                .map(part -> grouped(part.count()) + ' ' + part.fate())
                .collect(Collectors.joining(", "));
    }
}
