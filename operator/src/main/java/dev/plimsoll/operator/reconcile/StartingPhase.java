package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.QueueStatus;
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
import java.util.stream.Stream;

/**
 * Pods are created and register; once all are there, the start instant is set and written before anybody learns of it.
 */
final class StartingPhase {
    /** Long enough to write the instant and to tell every runner, so short that a pod sends within a second. */
    private static final Duration AHEAD = Duration.ofMillis(350);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** As many pods as somebody reads about: most often all have the same trouble. */
    private static final int MOST_TROUBLES = 3;

    /** The garbage collector still has to delete the result of a deleted run of the same name. */
    private static final Duration LEFTOVER = Duration.ofMillis(500);

    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> REFUSALS = Set.of(HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE);

    private final Cluster cluster;
    private final Sides sides;
    private final GateImages images;
    private final ActiveSessions sessions;
    private final ConfigMapResultStore results;
    private final RunnerSettings settings;
    private final RunStatuses statuses;
    private final Clock clock;

    StartingPhase(
            Cluster cluster,
            Sides sides,
            GateImages images,
            ActiveSessions sessions,
            ConfigMapResultStore results,
            RunnerSettings settings,
            RunStatuses statuses,
            Clock clock) {
        this.cluster = cluster;
        this.sides = sides;
        this.images = images;
        this.sessions = sessions;
        this.results = results;
        this.settings = settings;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Whatever the API server says to what is created here, this phase ends: with the start, or at its deadline. */
    Step step(ObservedRun observed, Planned planned) {
        var session = sessions.gathering(observed, planned);
        try {
            return start(observed, planned, session);
        } catch (KubernetesClientException e) {
            if (Cluster.isConflict(e)) {
                throw e;
            }
            return refused(observed, planned, session, e);
        }
    }

    private Step start(ObservedRun observed, Planned planned, RunSession session) {
        if (session.allReady()) {
            return begin(observed, session);
        }
        if (isFailed(observed)) {
            return notReady(observed, planned, session, "a runner pod ended before the start", diagnosis(observed));
        }
        var left = left(observed);
        if (!left.isPositive()) {
            return notReady(observed, planned, session, afterStartTimeout(), diagnosis(observed));
        }
        createObjects(observed, planned);
        return waitFor(
                statuses.gathering(
                        observed.run(), session.registered(), planned.shards(), progress(observed, planned, session)),
                left);
    }

    private Step begin(ObservedRun observed, RunSession session) {
        var resultName = ConfigMapResultStore.nameFor(observed.name().name());
        results.prepare(RunMetadata.of(observed.run(), resultName));
        if (!cluster.ownsConfigMap(observed.run(), resultName)) {
            return new Step.Wait(observed.status(), LEFTOVER);
        }
        var run = placed(observed);
        return new Step.Go(statuses.started(run, clock.instant().plus(AHEAD), session.shards(), resultName));
    }

    /**
     * The run with where the sides of its comparison are, and what they run; looked up before the clock is, for it
     * takes a while.
     */
    private LoadTestRun placed(ObservedRun observed) {
        var run = observed.run();
        var whereabouts = sides.look(observed.test(), observed.name().namespace());
        if (whereabouts != null) {
            run = with(run, statuses.placed(run, whereabouts));
        }
        var measured = images.look(run, observed.test());
        return measured == null ? run : with(run, statuses.pictured(run, measured));
    }

    private static LoadTestRun with(LoadTestRun run, LoadTestRunStatus status) {
        var changed = new LoadTestRun();
        changed.setMetadata(run.getMetadata());
        changed.setSpec(run.getSpec());
        changed.setStatus(status);
        return changed;
    }

    private void createObjects(ObservedRun observed, Planned planned) {
        if (observed.job().isEmpty()) {
            var run = observed.run();
            var _ = cluster.create(TokenSecret.of(run, sessions.token(observed)));
            var _ = cluster.create(RunnerIsolation.of(run));
            var _ = cluster.create(RunnerJob.of(run, observed.test(), planned.plan(), settings));
        }
    }

    /** What is wrong with an object stays wrong; a quota, a policy or an outage may let it pass later. */
    private Step refused(ObservedRun observed, Planned planned, RunSession session, KubernetesClientException e) {
        if (REFUSALS.contains(e.getCode())) {
            return new Step.Go(statuses.failed(
                    observed.run(),
                    "InvalidSpec",
                    "the API server refuses what was made from spec.runners and of the ConfigMaps and Secrets that the "
                            + "spec names; correct template, resources or their names: " + e.getMessage()));
        }
        var left = left(observed);
        return left.isPositive()
                ? waitFor(
                        statuses.gathering(
                                observed.run(),
                                session.registered(),
                                planned.shards(),
                                "trying again what the API server refused: " + e.getMessage()),
                        left)
                : notReady(
                        observed,
                        planned,
                        session,
                        afterStartTimeout(),
                        "The API server refused it until then: " + e.getMessage());
    }

    private static Step waitFor(LoadTestRunStatus status, Duration left) {
        return new Step.Wait(status, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
    }

    private String afterStartTimeout() {
        return "within " + Durations.format(settings.startTimeout().toNanos());
    }

    private Step notReady(ObservedRun observed, Planned planned, RunSession session, String when, String why) {
        var message =
                "%d of %d runners registered, %s. %s".formatted(session.registered(), planned.shards(), when, why);
        return new Step.Go(statuses.failed(observed.run(), "RunnersNotReady", message));
    }

    private static String diagnosis(ObservedRun observed) {
        if (observed.pods().isEmpty()) {
            return "There is no pod; the events of the Job say why";
        }
        var troubles = troubles(observed).toList();
        if (troubles.isEmpty()) {
            return "The pods run, but do not reach the operator; their logs say why";
        }
        int more = troubles.size() - MOST_TROUBLES;
        return troubles.stream().limit(MOST_TROUBLES).collect(Collectors.joining("; "))
                + (more > 0 ? "; and %d more pods".formatted(more) : "");
    }

    /** Who waits for runners wants to know at once that an image cannot be pulled; that pods are created is no news. */
    private static String progress(ObservedRun observed, Planned planned, RunSession session) {
        return session.registered() + " of " + planned.shards() + " runners are there"
                + troubles(observed)
                        .filter(trouble -> !trouble.contains(PodTrouble.CREATING))
                        .findFirst()
                        .map("; "::concat)
                        .orElse("");
    }

    private static Stream<String> troubles(ObservedRun observed) {
        return observed.pods().stream()
                .flatMap(pod -> PodTrouble.of(pod).map(trouble -> name(pod) + ": " + trouble).stream());
    }

    private static boolean isFailed(ObservedRun observed) {
        return observed.pods().stream().anyMatch(PodTrouble::hasFailed)
                || observed.job().map(Job::getStatus).stream()
                        .flatMap(status -> status.getConditions().stream())
                        .anyMatch(condition ->
                                "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private Duration left(ObservedRun observed) {
        var since = Optional.ofNullable(observed.run().getStatus())
                .flatMap(StartingPhase::since)
                .map(Instant::parse)
                .orElseGet(clock::instant);
        return Duration.between(clock.instant(), since.plus(settings.startTimeout()));
    }

    /** A run that had to wait in the queue is not late for it. */
    private static Optional<String> since(LoadTestRunStatus status) {
        return Optional.ofNullable(status.queue())
                .map(QueueStatus::admittedAt)
                .or(() -> Conditions.find(status.conditions(), ConditionType.Started)
                        .map(Condition::getLastTransitionTime));
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
