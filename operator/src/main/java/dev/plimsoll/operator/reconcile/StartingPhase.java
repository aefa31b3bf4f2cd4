package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.job.PodTrouble;
import dev.plimsoll.operator.job.RunMetadata;
import dev.plimsoll.operator.job.RunnerIsolation;
import dev.plimsoll.operator.job.RunnerJob;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.job.TokenSecret;
import dev.plimsoll.operator.status.ConditionType;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Translation.Planned;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods are created and register; once all are there, the start instant is set and written before anybody learns of it.
 */
final class StartingPhase implements Phase {
    /** Long enough to write the instant and to tell every runner, short enough not to be noticed. */
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** As many pods as somebody reads about: most often all have the same trouble. */
    private static final int MOST_TROUBLES = 3;

    /** The garbage collector still has to delete the result of a deleted run of the same name. */
    private static final Duration LEFTOVER = Duration.ofMillis(500);

    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> REFUSALS = Set.of(HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE);

    private final Cluster cluster;
    private final RunPlanner planner;
    private final ActiveSessions sessions;
    private final ConfigMapResultStore results;
    private final RunnerSettings settings;
    private final RunStatuses statuses;
    private final Clock clock;

    StartingPhase(
            Cluster cluster,
            RunPlanner planner,
            ActiveSessions sessions,
            ConfigMapResultStore results,
            RunnerSettings settings,
            RunStatuses statuses,
            Clock clock) {
        this.cluster = cluster;
        this.planner = planner;
        this.sessions = sessions;
        this.results = results;
        this.settings = settings;
        this.statuses = statuses;
        this.clock = clock;
    }

    @Override
    public Step step(ObservedRun observed) {
        return planner.replan(observed)
                .map(planned -> start(observed, planned))
                .orElseGet(() -> new Step.Go(statuses.failed(
                        observed.run(), "InvalidSpec", "this version of the operator refuses the spec; run it again")));
    }

    private Step start(ObservedRun observed, Planned planned) {
        var session = sessions.gathering(observed, planned);
        if (session.allReady()) {
            return begin(observed, session);
        }
        var refusal = ensureObjects(observed, planned);
        if (refusal.isPresent()) {
            return new Step.Go(statuses.failed(observed.run(), "InvalidSpec", refusal.get()));
        }
        if (isFailed(observed)) {
            return notReady(observed, planned, session, "a runner pod ended before the start");
        }
        var left = Duration.between(clock.instant(), deadline(observed.run()));
        if (!left.isPositive()) {
            return notReady(
                    observed,
                    planned,
                    session,
                    "within " + Durations.format(settings.startTimeout().toNanos()));
        }
        return new Step.Wait(
                statuses.gathering(observed.run(), session.registered(), planned.shards()),
                left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
    }

    private Step begin(ObservedRun observed, RunSession session) {
        var resultName = ConfigMapResultStore.nameFor(observed.name().name());
        results.prepare(RunMetadata.of(observed.run(), resultName));
        if (!cluster.ownsConfigMap(observed.run(), resultName)) {
            return new Step.Wait(observed.status(), LEFTOVER);
        }
        return new Step.Go(statuses.started(observed.run(), clock.instant().plus(AHEAD), session.shards(), resultName));
    }

    /**
     * Creates what is missing. A Job that the API server finds wrong, because of the template, is told as a message.
     */
    private Optional<String> ensureObjects(ObservedRun observed, Planned planned) {
        if (observed.job().isPresent()) {
            return Optional.empty();
        }
        var run = observed.run();
        cluster.apply(TokenSecret.of(run, sessions.token(observed)));
        cluster.apply(RunnerIsolation.of(run));
        try {
            var _ = cluster.create(RunnerJob.of(run, observed.test(), planned.plan(), settings));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode())) {
                return Optional.of("spec.runners: the API server refuses the Job made from it; correct template or "
                        + "resources: " + e.getMessage());
            }
            throw e;
        }
    }

    private Step notReady(ObservedRun observed, Planned planned, RunSession session, String when) {
        var message = "%d of %d runners registered, %s. %s"
                .formatted(session.registered(), planned.shards(), when, diagnosis(observed));
        return new Step.Go(statuses.failed(observed.run(), "RunnersNotReady", message));
    }

    private static String diagnosis(ObservedRun observed) {
        if (observed.pods().isEmpty()) {
            return "There is no pod; the events of the Job say why";
        }
        var troubles = observed.pods().stream()
                .flatMap(pod -> PodTrouble.of(pod).map(trouble -> name(pod) + ": " + trouble).stream())
                .toList();
        if (troubles.isEmpty()) {
            return "The pods run, but do not reach the operator; their logs say why";
        }
        int more = troubles.size() - MOST_TROUBLES;
        return troubles.stream().limit(MOST_TROUBLES).collect(Collectors.joining("; "))
                + (more > 0 ? "; and %d more pods".formatted(more) : "");
    }

    private static boolean isFailed(ObservedRun observed) {
        return observed.pods().stream().anyMatch(PodTrouble::hasFailed)
                || observed.job().map(Job::getStatus).stream()
                        .flatMap(status -> status.getConditions().stream())
                        .anyMatch(condition ->
                                "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private Instant deadline(LoadTestRun run) {
        var since = Optional.ofNullable(run.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Started))
                .map(Condition::getLastTransitionTime)
                .map(Instant::parse)
                .orElseGet(clock::instant);
        return since.plus(settings.startTimeout());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
