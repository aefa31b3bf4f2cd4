package dev.plimsoll.operator.reconcile;

/** One phase of a run: what to do while the run is in it. A step may be repeated and must then change nothing more. */
sealed interface Phase permits PendingPhase, StartingPhase, DrivingPhase, JudgingPhase, EndedPhase {
    Step step(ObservedRun observed);
}
