package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.operator.gate.RevisionServices;
import dev.plimsoll.operator.job.PodTrouble;
import dev.plimsoll.operator.job.RunMetadata;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both revisions that a run compares: each gets a Service of its own, and is waited for until it is ready. */
final class GateSides {
    /** As long as Kubernetes waits for a Deployment to make progress, unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Started three times and ended three times is no accident. */
    private static final int RESTARTS = 2;

    private final Cluster cluster;
    private final Clock clock;

    GateSides(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** How far the two sides are. */
    sealed interface State {
        /** Load can be sent. */
        record Ready() implements State {}

        /** Something is still to come. */
        record Waiting(String message) implements State {}

        /** The new revision does not come up. */
        record Broken(String reason, String message) implements State {}
    }

    /** Creates what is missing, and looks. */
    State prepare(LoadTestRun run) {
        var revision = run.getSpec().revision();
        if (revision == null || revision.baseline() == null || revision.rollout() == null || !usesOwnServices(run)) {
            return new State.Ready();
        }
        var original = original(run);
        if (original == null) {
            return new State.Waiting("waiting for the Service that the LoadTest's target names");
        }
        var kind = revision.rollout().kind();
        create(run, RevisionServices.baseline(name(run)), original, kind, revision.baseline());
        create(run, RevisionServices.candidate(name(run)), original, kind, revision.name());
        return look(run, revision, original, kind);
    }

    /** The Services are of no use once nothing is sent any more. */
    void remove(LoadTestRun run) {
        if (run.getSpec().revision() != null && usesOwnServices(run)) {
            cluster.deleteService(run, RevisionServices.baseline(name(run)));
            cluster.deleteService(run, RevisionServices.candidate(name(run)));
        }
    }

    private State look(LoadTestRun run, RevisionSpec revision, Service original, RolloutRef.Kind kind) {
        var candidate = pods(run, original, kind, revision.name());
        if (candidate.stream().noneMatch(Readiness::isPodReady)) {
            return notReady(run, revision, candidate);
        }
        return pods(run, original, kind, Objects.requireNonNull(revision.baseline())).stream()
                        .anyMatch(Readiness::isPodReady)
                ? new State.Ready()
                : new State.Waiting("waiting for a ready pod of the old revision " + revision.baseline());
    }

    private State notReady(LoadTestRun run, RevisionSpec revision, List<Pod> pods) {
        var trouble = pods.stream()
                .flatMap(pod -> PodTrouble.of(pod).map(what -> pod.getMetadata().getName() + ": " + what).stream())
                .findFirst()
                .orElse("");
        if (pods.stream().anyMatch(GateSides::crashes)) {
            return new State.Broken(
                    "CandidateCrashes",
                    "the new revision " + revision.name() + " starts and ends again and again: " + trouble);
        }
        var age = Duration.between(Instant.parse(run.getMetadata().getCreationTimestamp()), clock.instant());
        if (age.compareTo(PATIENCE) > 0) {
            return new State.Broken(
                    "CandidateNotReady",
                    "no pod of the new revision " + revision.name() + " became ready within "
                            + Durations.format(PATIENCE.toNanos()) + (trouble.isEmpty() ? "" : ": " + trouble));
        }
        return new State.Waiting("waiting for a ready pod of the new revision " + revision.name()
                + (trouble.isEmpty() ? "" : "; " + trouble));
    }

    private static boolean crashes(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> status.getContainerStatuses().stream())
                .anyMatch(GateSides::crashes);
    }

    private static boolean crashes(ContainerStatus container) {
        return !Boolean.TRUE.equals(container.getReady())
                && Objects.requireNonNullElse(container.getRestartCount(), 0) >= RESTARTS;
    }

    private List<Pod> pods(LoadTestRun run, Service original, RolloutRef.Kind kind, String hash) {
        return cluster.pods(run.getMetadata().getNamespace(), RevisionServices.selector(original, kind, hash));
    }

    private void create(LoadTestRun run, String name, Service original, RolloutRef.Kind kind, String hash) {
        var _ = cluster.create(RevisionServices.of(RunMetadata.of(run, name), original, kind, hash));
    }

    private @Nullable Service original(LoadTestRun run) {
        var namespace = run.getMetadata().getNamespace();
        return cluster.loadTest(namespace, Objects.requireNonNull(run.getSpec().loadTest()))
                .map(test -> test.getSpec().target())
                .map(target -> target.service())
                .flatMap(service -> cluster.service(namespace, service.name()))
                .orElse(null);
    }

    /** Whether its sides are Services made for it, and not what its LoadTest names. */
    private static boolean usesOwnServices(LoadTestRun run) {
        var test = run.getSpec().test();
        var comparison = test == null ? null : test.comparison();
        var service = comparison == null ? null : comparison.candidate().service();
        return service != null && service.name().equals(RevisionServices.candidate(name(run)));
    }

    private static String name(LoadTestRun run) {
        return run.getMetadata().getName();
    }
}
