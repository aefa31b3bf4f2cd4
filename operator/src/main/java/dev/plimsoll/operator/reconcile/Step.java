package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import java.time.Duration;

/** What one look at a run led to. */
sealed interface Step {
    /** The run is in another phase: write it, and look again at once. */
    record Go(LoadTestRunStatus status) implements Step {}

    /** Nothing more to do until something changes, or until so long from now. */
    record Wait(LoadTestRunStatus status, Duration atMost) implements Step {}

    /** Nothing more to do, ever. */
    record End() implements Step {}
}
