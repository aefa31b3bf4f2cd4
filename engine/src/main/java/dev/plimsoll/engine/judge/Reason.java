package dev.plimsoll.engine.judge;

/** Why a verdict is what it is, as a stable word for conditions, scripts and dashboards. */
public enum Reason {
    /** The objective holds. */
    WITHIN_LIMIT("WithinLimit"),
    /** The value is higher than it may be. */
    ABOVE_LIMIT("AboveLimit"),
    /** The value is lower than it must be. */
    BELOW_LIMIT("BelowLimit"),

    /** The candidate is not as much worse than the baseline as it may not be. */
    NO_WORSE("NoWorse"),
    /** The candidate is worse than the baseline by more than is tolerated. */
    WORSE("Worse"),
    /** After all rounds neither is proven. */
    UNDECIDED("Undecided"),
    /** Rounds resemble the ones before them too much to decide by their number. */
    AUTOCORRELATED("Autocorrelated"),
    /** Too few rounds count. */
    TOO_FEW_ROUNDS("TooFewRounds"),
    /** One of the two that are compared gave no answer. */
    NOT_ANSWERING("NotAnswering"),
    /** Held against fewer earlier runs than decide, it is worse by more than it may be. */
    SEEMS_WORSE("SeemsWorse"),
    /** Fewer earlier runs than decide. */
    TOO_FEW_RUNS("TooFewRuns"),
    /** The objective compares, and the run has nothing to compare with. */
    NO_BASELINE("NoBaseline"),

    /** Every objective of the run holds. */
    ALL_OBJECTIVES_MET("AllObjectivesMet"),
    /** At least one objective of the run does not hold. */
    OBJECTIVE_MISSED("ObjectiveMissed"),
    /** It is known how much load the target carries. */
    CAPACITY_FOUND("CapacityFound"),
    /** Not even the lowest step of a staircase held. */
    NO_CAPACITY("NoCapacity"),
    /** No budget asked for anything. */
    NO_OBJECTIVES("NoObjectives"),

    /** An abort rule ended the load. */
    ABORTED("Aborted"),
    /** The run was deleted, or the user pressed Ctrl-C. */
    INTERRUPTED("Interrupted"),
    /** A runner never registered, or did not drive its shard to the end. */
    RUNNER_LOST("RunnerLost"),
    /** The load was ended before its schedule for another reason. */
    STOPPED("Stopped"),
    /** The load was ended before the phase's turn came. */
    NOT_BEGUN("NotBegun"),
    /** No request that could be judged. */
    NO_DATA("NoData"),
    /** The generator could not send the load that was asked for. */
    GENERATOR_LIMITED("GeneratorLimited"),

    /** Too few requests to say. */
    TOO_FEW_SAMPLES("TooFewSamples"),
    /** The value holds, but would not if the requests that it knows nothing of had ended badly. */
    PARTIAL_EVIDENCE("PartialEvidence"),
    /** The objective is about a scenario that the plan does not have. */
    UNKNOWN_SCENARIO("UnknownScenario"),
    /** The objective is about a step that the scenario does not have. */
    UNKNOWN_STEP("UnknownStep");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** The stable word for status fields and reports. */
    public String word() {
        return word;
    }
}
