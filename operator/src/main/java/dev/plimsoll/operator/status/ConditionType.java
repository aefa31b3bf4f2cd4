package dev.plimsoll.operator.status;

/** Types of conditions, in the order in which they are shown. */
public enum ConditionType {
    /** All runners are there and know the start instant. */
    Started,
    /** Something is still to happen. */
    Progressing,
    /** The run ended, however it did: {@code kubectl wait --for=condition=Complete} returns. */
    Complete,
    /** The run could not be run. */
    Failed,
    /** The load was ended before its schedule. */
    Aborted,
    /** The budgets hold. Unknown until the run is judged, and when the evidence carries no verdict. */
    BudgetMet,
    /** The rollout may go on with the revision that was judged. Unknown until that is decided, and when people must. */
    GatePassed,
    /** Runs of a LoadTest start by themselves, at the times of its schedule. */
    Scheduled,
    /** A budget can judge. */
    Ready
}
