package dev.plimsoll.runner.report;

/** How a runner's work ended, for its exit code. */
public enum Outcome {
    /** Everything that was measured is safe with the collector. */
    DELIVERED(0),
    /** The run was deleted, or ended before it began: there is nobody to report to. */
    RUN_GONE(0),
    /** The collector rejected this process, or was out of reach for too long. */
    FAILED(1),
    /** The collector gave this process no shard: it came twice, or too late. */
    REFUSED(3),
    /** The process was told to end. */
    INTERRUPTED(143);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** What the process returns. */
    public int exitCode() {
        return exitCode;
    }
}
