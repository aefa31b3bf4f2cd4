package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a gate really measured: the images of the pods behind both sides, and the hashes of their templates. */
final class GateImages {
    private static final Logger LOG = LoggerFactory.getLogger(GateImages.class);
    private static final int MOST = 20;
    private static final List<String> HASHES = List.of("rollouts-pod-template-hash", "pod-template-hash");

    private final Cluster cluster;

    GateImages(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Looks now; null for a run that gates nothing. What cannot be seen is empty. */
    @Nullable
    GateStatus look(LoadTestRun run, LoadTestSpec test) {
        if (run.getSpec().revision() == null) {
            return null;
        }
        var namespace = run.getMetadata().getNamespace();
        var comparison = test.comparison();
        var candidate = pods(comparison == null ? test.target() : comparison.candidate(), namespace);
        var baseline = comparison == null ? List.<Pod>of() : pods(comparison.baseline(), namespace);
        return new GateStatus(images(baseline), images(candidate), hashes(candidate), null, null, null, null);
    }

    /** Whether both looks saw the same new revision, as far as they saw one. */
    static boolean sameCandidate(GateStatus one, GateStatus other) {
        return same(one.candidateImages(), other.candidateImages())
                && same(one.candidateHashes(), other.candidateHashes());
    }

    private static boolean same(@Nullable List<String> one, @Nullable List<String> other) {
        return one == null || other == null || one.equals(other);
    }

    /** The new revision of a look, for people. */
    static String candidate(GateStatus look) {
        return Stream.of(look.candidateHashes(), look.candidateImages())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .collect(Collectors.joining(" "));
    }

    private List<Pod> pods(@Nullable TargetSpec target, String namespace) {
        try {
            return Optional.ofNullable(target)
                    .flatMap(there -> Sides.service(there, namespace))
                    .flatMap(service -> cluster.service(service.namespace(), service.name())
                            .map(there -> there.getSpec().getSelector())
                            .filter(selector -> !selector.isEmpty())
                            .map(selector -> cluster.pods(service.namespace(), selector)))
                    .orElse(List.of())
                    .stream()
                    .filter(Readiness::isPodReady)
                    .toList();
        } catch (KubernetesClientException e) {
            LOG.warn("images behind {} not known: {}", target, e.getMessage());
            return List.of();
        }
    }

    private static @Nullable List<String> images(List<Pod> pods) {
        var images = pods.stream()
                .flatMap(pod -> Stream.ofNullable(pod.getStatus()))
                .flatMap(status -> status.getContainerStatuses().stream())
                .flatMap(container -> Stream.ofNullable(container.getImageID()))
                .filter(image -> !image.isEmpty())
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
        return images.isEmpty() ? null : images;
    }

    private static @Nullable List<String> hashes(List<Pod> pods) {
        var hashes = pods.stream()
                .map(pod -> pod.getMetadata().getLabels())
                .filter(Objects::nonNull)
                .flatMap(labels -> HASHES.stream()
                        .map(labels::get)
                        .filter(Objects::nonNull)
                        .limit(1))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
        return hashes.isEmpty() ? null : hashes;
    }
}
