package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much load, and when. Stages follow one another without a gap; a warm-up, if any, is the first of them, and of
 * each round of a comparison.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "model")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Load.Open.class, name = "Open"),
    @JsonSubTypes.Type(value = Load.Closed.class, name = "Closed")
})
public sealed interface Load {

    /** The stages in order; never empty, each longer than zero. */
    List<Stage> stages();

    /** Length of all stages together, warm-up included. */
    @JsonIgnore
    default long durationNanos() {
        return stages().stream().mapToLong(Stage::durationNanos).sum();
    }

    /**
     * The warm-ups in order, since the begin of the first stage; stages of a warm-up that follow one another are one.
     */
    @JsonIgnore
    default List<Span> warmups() {
        return stretches(true);
    }

    /** What is judged, in order, since the begin of the first stage: the rest. */
    @JsonIgnore
    default List<Span> judged() {
        return stretches(false);
    }

    private List<Span> stretches(boolean warmup) {
        var stretches = new ArrayList<Span>();
        long begin = 0;
        for (var stage : stages()) {
            long end = begin + stage.durationNanos();
            if (stage.warmup() == warmup) {
                boolean goesOn = !stretches.isEmpty() && stretches.getLast().endNanos() == begin;
                long from = goesOn ? stretches.removeLast().startNanos() : begin;
                stretches.add(new Span(from, end));
            }
            begin = end;
        }
        return stretches;
    }

    /** Whether a slot that is due so long after the begin of the first stage is in a warm-up. */
    default boolean isWarmup(long instant) {
        return warmups().stream().anyMatch(warmup -> warmup.contains(instant));
    }

    /** The same load after a rest of so many nanoseconds, above zero. */
    default Load after(long restNanos) {
        var later = Stream.concat(Stream.of(new Stage(restNanos, 0, 0, false)), stages().stream())
                .toList();
        return switch (this) {
            case Open open -> new Open(open.arrivals, later);
            case Closed closed -> new Closed(closed.thinkTime, closed.pacingNanos, later);
        };
    }

    /** The same load with so many times its rates, or its users, of whom there are only whole ones. */
    default Load times(double share) {
        return switch (this) {
            case Open open -> new Open(open.arrivals, Stage.times(share, open.stages));
            case Closed closed ->
                new Closed(
                        closed.thinkTime,
                        closed.pacingNanos,
                        Stage.times(share, closed.stages).stream()
                                .map(Stage::rounded)
                                .toList());
        };
    }

    /**
     * Open model: arrivals at a rate, whatever the target does.
     *
     * @param arrivals how arrivals are spaced
     * @param stages rates in arrivals per second over all shards
     */
    record Open(Arrivals arrivals, List<Stage> stages) implements Load {
        public Open {
            stages = List.copyOf(stages);
        }
    }

    /**
     * Closed model: users who wait for each response, think, and go on.
     *
     * @param thinkTime pause of a user between the end of one turn and the next
     * @param pacingNanos shortest time from the begin of one turn of a user to the begin of the next; 0 for none
     * @param stages numbers of users over all shards
     */
    record Closed(Pause thinkTime, long pacingNanos, List<Stage> stages) implements Load {
        public Closed {
            stages = List.copyOf(stages);
        }

        /** Users who think for always the same time, and keep no pace. */
        public Closed(long thinkTimeNanos, List<Stage> stages) {
            this(new Pause.Fixed(thinkTimeNanos), 0, stages);
        }
    }

    /** How the arrivals of an open model are spaced. */
    enum Arrivals {
        /** Evenly: each gap is the inverse of the rate. */
        UNIFORM,
        /** As a Poisson process: gaps are exponential, as those of many independent clients are. */
        POISSON
    }

    /**
     * A stretch in which the rate or the number of users goes from one value to another along a straight line.
     *
     * @param durationNanos length, above zero
     * @param from rate (arrivals/s) or users at its begin
     * @param to rate (arrivals/s) or users at its end
     * @param warmup sent, never judged
     */
    record Stage(long durationNanos, double from, double to, boolean warmup) {
        private static List<Stage> times(double share, List<Stage> stages) {
            return stages.stream()
                    .map(stage -> new Stage(stage.durationNanos, stage.from * share, stage.to * share, stage.warmup))
                    .toList();
        }

        private Stage rounded() {
            return new Stage(durationNanos, Math.ceil(from), Math.ceil(to), warmup);
        }
    }
}
