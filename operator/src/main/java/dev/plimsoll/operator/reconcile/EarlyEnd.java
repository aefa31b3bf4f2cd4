package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.status.RunStatuses;
import java.util.Optional;
import java.util.function.Function;

/** Ends a run before its schedule, for a reason that lies outside of it: its load stops at once. */
final class EarlyEnd {
    private final ActiveSessions sessions;
    private final RunStatuses statuses;

    EarlyEnd(ActiveSessions sessions, RunStatuses statuses) {
        this.sessions = sessions;
        this.statuses = statuses;
    }

    /** Takes a run one step further, unless its LoadTest's schedule replaced it. */
    Step unlessReplaced(ObservedRun observed, Function<ObservedRun, Step> phases) {
        var by = Optional.ofNullable(observed.run().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.SUPERSEDED_ANNOTATION));
        return by.isEmpty() || KnownRuns.hasEnded(observed.run())
                ? phases.apply(observed)
                : end(observed, "Superseded", "superseded by " + by.get(), phases);
    }

    /** Ends it. What was measured until then is kept. */
    Step end(ObservedRun observed, String reason, String why, Function<ObservedRun, Step> phases) {
        boolean sends = switch (observed.phase()) {
            case Running, Collecting, Judging -> true;
            case Pending, Starting, Complete, Failed, Aborted -> false;
        };
        if (!sends) {
            return new Step.Go(statuses.failed(observed.run(), reason, why));
        }
        sessions.stop(observed, StopCause.INTERRUPTED.because(why));
        return phases.apply(observed);
    }
}
