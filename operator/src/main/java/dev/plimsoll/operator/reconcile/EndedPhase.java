package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The run has its verdict. Its session and its pods stay a moment for their farewell; the Job stays longer, unless it
 * still has pods then: nobody sends load for a run that ended.
 */
final class EndedPhase {
    /** Time for runners to hear that all they reported is durable, and to exit by themselves. */
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    /**
     * Pods of a run that never started send nothing, and somebody wants to see their logs. They give up by themselves.
     */
    private static final Duration POST_MORTEM = Duration.ofSeconds(150);

    private final Cluster cluster;
    private final ActiveSessions sessions;
    private final Archiving archiving;
    private final Clock clock;

    EndedPhase(Cluster cluster, ActiveSessions sessions, Archiving archiving, Clock clock) {
        this.cluster = cluster;
        this.sessions = sessions;
        this.archiving = archiving;
        this.clock = clock;
    }

    Step step(ObservedRun observed) {
        boolean failed = observed.phase() == RunPhase.Failed;
        if (failed) {
            sessions.drop(observed);
        } else {
            sessions.retire(observed);
        }
        var moved = archiving.afterwards(observed);
        if (moved.isPresent()) {
            return new Step.Go(moved.get());
        }
        var again = archiving.untilNextAttempt(observed.status());
        var left = Duration.between(clock.instant(), endedAt(observed).plus(stay(observed, failed)));
        if (left.isPositive()) {
            return new Step.Wait(
                    observed.status(),
                    again.filter(next -> next.compareTo(left) < 0).orElse(left));
        }
        sessions.drop(observed);
        observed.job().filter(EndedPhase::hasPods).ifPresent(cluster::delete);
        return again.<Step>map(next -> new Step.Wait(observed.status(), next)).orElseGet(Step.End::new);
    }

    private static Duration stay(ObservedRun observed, boolean failed) {
        if (!failed) {
            return FAREWELL;
        }
        return observed.status().startAt() == null ? POST_MORTEM : Duration.ZERO;
    }

    private static Instant endedAt(ObservedRun observed) {
        return Instant.parse(Objects.requireNonNull(observed.status().completedAt()));
    }

    private static boolean hasPods(Job job) {
        var active = Optional.ofNullable(job.getStatus()).map(status -> status.getActive());
        return job.getMetadata().getDeletionTimestamp() == null
                && active.filter(pods -> pods > 0).isPresent();
    }
}
