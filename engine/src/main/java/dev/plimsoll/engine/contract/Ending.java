package dev.plimsoll.engine.contract;

/** How a shard's work ended. */
public enum Ending {
    /** Its whole schedule was driven and every response awaited. */
    COMPLETED,
    /** The collector told it to stop. */
    STOPPED,
    /** The process was told to end: its pod was deleted or evicted, or the user pressed Ctrl-C. */
    INTERRUPTED
}
