package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.LiveView;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.job.PodTrouble;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Translation.Planned;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Load is sent (Running), or its last responses and reports are awaited (Collecting). */
final class DrivingPhase {
    /**
     * A second was not enough to write the start instant and tell it to the runners: the API server is slow today, or
     * the operator died between the one and the other.
     */
    private static final Duration FURTHER_AHEAD = Duration.ofSeconds(5);

    private static final Duration LIVE_PERIOD = Duration.ofSeconds(5);
    /** Looking exactly at the end of the schedule could be a moment too early. */
    private static final Duration JUST_AFTER = Duration.ofMillis(100);

    private final Cluster cluster;
    private final ActiveSessions sessions;
    private final RunStatuses statuses;
    private final Clock clock;

    DrivingPhase(Cluster cluster, ActiveSessions sessions, RunStatuses statuses, Clock clock) {
        this.cluster = cluster;
        this.sessions = sessions;
        this.statuses = statuses;
        this.clock = clock;
    }

    Step step(ObservedRun observed, Planned planned) {
        var session = sessions.driving(observed, planned);
        if (!sessions.start(observed, session)) {
            return new Step.Go(statuses.started(
                    observed.run(),
                    clock.instant().plus(FURTHER_AHEAD),
                    session.shards(),
                    ConfigMapResultStore.nameFor(observed.name().name())));
        }
        reportLosses(observed, session);
        if (session.ended()) {
            return new Step.Go(statuses.judging(observed.run()));
        }
        if (observed.phase() == RunPhase.Collecting) {
            return new Step.Wait(observed.status(), LIVE_PERIOD);
        }
        var live = session.live();
        var left = live.planned().minus(live.elapsed());
        if (!left.isPositive()) {
            return new Step.Go(statuses.collecting(observed.run()));
        }
        var untilEnd = left.plus(JUST_AFTER);
        return new Step.Wait(
                numbers(observed.run(), live), untilEnd.compareTo(LIVE_PERIOD) < 0 ? untilEnd : LIVE_PERIOD);
    }

    private LoadTestRunStatus numbers(LoadTestRun run, LiveView live) {
        var recent = live.recent();
        return recent == null
                ? Objects.requireNonNull(run.getStatus())
                : statuses.running(
                        run,
                        recent.offeredPerSecond(),
                        recent.achievedPerSecond(),
                        recent.p99Nanos(),
                        live.comparison());
    }

    private void reportLosses(ObservedRun observed, RunSession session) {
        for (var shard : session.shards()) {
            if (shard.ending() == null) {
                loss(observed, shard.runner()).ifPresent(why -> session.lost(shard.runner(), why));
            }
        }
    }

    /** Why a runner cannot report any more. An informer may lag behind a registration, so absence is looked up. */
    private Optional<String> loss(ObservedRun observed, String runner) {
        var pod = observed.pods().stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(runner))
                .findFirst();
        if (pod.isEmpty()) {
            return cluster.podExists(observed.name().namespace(), runner)
                    ? Optional.empty()
                    : Optional.of("its pod was deleted");
        }
        return pod.filter(PodTrouble::hasFailed).map(DrivingPhase::whyFailed);
    }

    private static String whyFailed(Pod pod) {
        return PodTrouble.of(pod).orElse("its pod failed");
    }
}
