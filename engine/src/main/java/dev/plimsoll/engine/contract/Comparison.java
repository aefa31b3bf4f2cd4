package dev.plimsoll.engine.contract;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the two arms of a run are compared: in rounds of one length, one after the other from the start instant on.
 * Rounds are counted from 0.
 *
 * @param minRounds how many rounds there must be before anything is decided
 * @param maxRounds how many rounds the schedule has: after them, what is not decided stays so
 * @param roundNanos length of a round, its warm-up included
 */
public record Comparison(int minRounds, int maxRounds, long roundNanos) {

    /** The round that an instant since the start falls into; beyond the schedule it counts on. */
    public int roundOf(long instant) {
        return (int) Math.floorDiv(instant, roundNanos);
    }

    /** From its first instant to the first of the next round, since the start. */
    public Span round(int index) {
        return new Span(index * roundNanos, (index + 1) * roundNanos);
    }

    /** All rounds of the schedule, in order. */
    List<Span> rounds() {
        return IntStream.range(0, maxRounds).mapToObj(this::round).toList();
    }
}
