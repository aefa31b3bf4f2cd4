package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The run has its verdict. Its Job stays for a while, unless it still has pods: nobody sends load for a run that ended.
 */
final class EndedPhase implements Phase {
    /** Time for runners to hear that all they reported is durable, and to exit by themselves. */
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final Cluster cluster;
    private final ActiveSessions sessions;
    private final Clock clock;

    EndedPhase(Cluster cluster, ActiveSessions sessions, Clock clock) {
        this.cluster = cluster;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Step step(ObservedRun observed) {
        boolean failed = observed.phase() == RunPhase.Failed;
        if (failed) {
            sessions.drop(observed);
        } else {
            sessions.retire(observed);
        }
        var job = observed.job().filter(EndedPhase::hasPods);
        if (job.isEmpty()) {
            return new Step.End();
        }
        var left = failed
                ? Duration.ZERO
                : Duration.between(clock.instant(), endedAt(observed).plus(FAREWELL));
        if (left.isPositive()) {
            return new Step.Wait(observed.status(), left);
        }
        cluster.delete(job.get());
        return new Step.End();
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
