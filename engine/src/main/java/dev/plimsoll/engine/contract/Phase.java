package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a run with a load, scenarios and a verdict of its own. Phases may follow one another, overlap, or leave
 * gaps; they share the arms, the connections, and the cap on requests in flight.
 *
 * @param name unique in the plan; {@link #UNNAMED} for the one phase of a run that has no phases
 * @param startNanos when its schedule begins, since the start instant of the run
 * @param load its arrival or user schedule, over all shards; its first stage begins at {@code startNanos}
 * @param scenarios what one arrival or user does, chosen by weight; never empty
 * @param staircase how its load climbs to find the target's capacity; null when it does not
 */
public record Phase(
        String name,
        long startNanos,
        Load load,
        List<Scenario> scenarios,
        @Nullable Staircase staircase) {

    /** The name of a phase that is never shown. */
    public static final String UNNAMED = "";

    public Phase {
        scenarios = List.copyOf(scenarios);
    }

    /** A phase that does not look for the target's capacity. */
    public Phase(String name, long startNanos, Load load, List<Scenario> scenarios) {
        this(name, startNanos, load, scenarios, null);
    }

    /** The one phase of a run that has no phases. */
    public Phase(Load load, List<Scenario> scenarios) {
        this(UNNAMED, 0, load, scenarios);
    }

    /** Whether people gave it a name, and so want to see it. */
    @JsonIgnore
    public boolean hasName() {
        return !name.equals(UNNAMED);
    }

    /** When its schedule ends, since the start instant of the run. */
    @JsonIgnore
    public long endNanos() {
        return startNanos + load.durationNanos();
    }

    /** Its warm-ups in order, since the start instant of the run. */
    @JsonIgnore
    public List<Span> warmups() {
        return sinceRunStart(load.warmups());
    }

    /** The stretches whose slots are judged, in order, since the start instant of the run. */
    @JsonIgnore
    public List<Span> judged() {
        return sinceRunStart(load.judged());
    }

    private List<Span> sinceRunStart(List<Span> spans) {
        return spans.stream().map(span -> span.later(startNanos)).toList();
    }

    /** Its load as a schedule that begins with the run: before it, there is a rest. */
    public Load loadFromRunStart() {
        return startNanos == 0 ? load : load.after(startNanos);
    }

    /** The same phase with so many times its load. */
    public Phase times(double share) {
        return new Phase(name, startNanos, load.times(share), scenarios, staircase);
    }

    /** Whether a slot may fall due in both. */
    public boolean overlaps(Phase other) {
        return startNanos < other.endNanos() && other.startNanos < endNanos();
    }
}
