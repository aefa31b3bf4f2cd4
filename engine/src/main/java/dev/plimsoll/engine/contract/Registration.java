package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A runner asks for its shard: {@code POST /v1/runs/NAMESPACE/NAME/runners}.
 *
 * @param runner name of the runner, its pod's name on a cluster
 * @param instance random identity of this process, so that a repeated call of one process is told from a second process
 *     of the same name
 */
public record Registration(String runner, String instance) {

    /** The collector's answer. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Accepted.class, name = "Accepted"),
        @JsonSubTypes.Type(value = Refused.class, name = "Refused")
    })
    public sealed interface Reply {}

    /**
     * The runner drives this shard.
     *
     * @param shard its part of the schedule
     * @param plan the plan of the run
     * @param collectorEpochNanos the collector's clock while it answered, for measuring the clock offset
     */
    public record Accepted(Shard shard, RunPlan plan, long collectorEpochNanos) implements Reply {}

    /**
     * The runner gets no shard and must send no load.
     *
     * @param reason stable word: {@code RegisteredTwice}, {@code TooLate}, {@code RunEnded}
     * @param message what happened, for the runner's log
     */
    public record Refused(String reason, String message) implements Reply {}
}
