package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.operator.job.RunnerPod;
import dev.plimsoll.operator.status.Setups;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a later run must have in common with a run, as far as the cluster tells. */
final class RunnerSetups {
    private final Cluster cluster;

    RunnerSetups(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Looks now, while the pods are still there. Never fails: what cannot be seen is unknown. */
    SetupStatus look(ObservedRun observed) {
        var nodeTypes = observed.pods().stream()
                .flatMap(pod -> Stream.ofNullable(pod.getSpec().getNodeName()))
                .distinct()
                .map(node -> cluster.nodeType(node).orElse(Setups.UNKNOWN))
                .collect(Collectors.toSet());
        return Setups.of(observed.test(), image(observed).orElse(null), nodeTypes);
    }

    private static Optional<String> image(ObservedRun observed) {
        var ofPods = observed.pods().stream().map(pod -> pod.getSpec());
        var ofJob =
                observed.job().stream().map(job -> job.getSpec().getTemplate().getSpec());
        return Stream.concat(ofPods, ofJob).flatMap(RunnerSetups::image).findFirst();
    }

    private static Stream<String> image(PodSpec pod) {
        return pod.getContainers().stream()
                .filter(container -> RunnerPod.CONTAINER.equals(container.getName()))
                .map(Container::getImage)
                .filter(Objects::nonNull);
    }
}
