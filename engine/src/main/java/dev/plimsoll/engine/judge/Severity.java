package dev.plimsoll.engine.judge;

/** What it means for the run when an objective does not hold. */
public enum Severity {
    /** The run fails. */
    FAIL,
    /** The run is warned about. */
    WARN
}
