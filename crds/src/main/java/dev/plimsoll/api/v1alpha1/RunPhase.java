package dev.plimsoll.api.v1alpha1;

/** How far a run is. */
public enum RunPhase {
    Pending,
    Starting,
    Running,
    Collecting,
    Judging,
    Complete,
    Failed,
    Aborted
}
