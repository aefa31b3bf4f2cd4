package dev.plimsoll.operator.job;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keeps a pod from running, or made it end, in the words that Kubernetes has for it. */
public final class PodTrouble {
    /** What every pod says at first. */
    public static final String CREATING = "ContainerCreating";

    private static final int LONGEST_MESSAGE = 300;

    private PodTrouble() {}

    /** Whether the pod ended without success and will not run again. */
    public static boolean hasFailed(Pod pod) {
        return pod.getStatus() != null && "Failed".equals(pod.getStatus().getPhase());
    }

    /** One phrase, such as {@code ImagePullBackOff: Back-off pulling image}; empty when all is well. */
    public static Optional<String> of(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return Stream.of(terminated(pod), evicted(pod), unschedulable(pod), waiting(pod))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> terminated(Pod pod) {
        return containers(pod)
                .flatMap(container -> Stream.ofNullable(container.getState().getTerminated()))
                .filter(state -> state.getExitCode() != 0)
                .map(PodTrouble::describe)
                .findFirst();
    }

    private static String describe(ContainerStateTerminated state) {
        return phrase(state.getReason() + " (exit code " + state.getExitCode() + ")", state.getMessage());
    }

    private static Optional<String> evicted(Pod pod) {
        var status = pod.getStatus();
        return Optional.ofNullable(status.getReason()).map(reason -> phrase(reason, status.getMessage()));
    }

    private static Optional<String> unschedulable(Pod pod) {
        return Stream.ofNullable(pod.getStatus().getConditions())
                .flatMap(List<PodCondition>::stream)
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(condition -> phrase(condition.getReason(), condition.getMessage()))
                .findFirst();
    }

    private static Optional<String> waiting(Pod pod) {
        return containers(pod)
                .flatMap(container -> Stream.ofNullable(container.getState().getWaiting()))
                .map(state -> describe(state, pod))
                .findFirst();
    }

    private static String describe(ContainerStateWaiting state, Pod pod) {
        return CREATING.equals(state.getReason())
                ? CREATING + ": an image is pulled, or " + absence(pod)
                : phrase(state.getReason(), state.getMessage());
    }

    /** The pod itself does not say what is missing, but it says what it needs. */
    private static String absence(Pod pod) {
        var needed = MountedObjects.of(pod);
        return needed.isEmpty()
                ? "a Secret or volume that the pod names does not exist"
                : "what the pod needs does not exist, or lacks a key: " + String.join(", ", needed);
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.ofNullable(pod.getStatus().getContainerStatuses())
                .flatMap(List::stream)
                .filter(container -> container.getState() != null);
    }

    private static String phrase(@Nullable String reason, @Nullable String message) {
        var word = reason == null ? "Unknown" : reason;
        if (message == null || message.isBlank()) {
            return word;
        }
        var line = message.strip().replaceAll("\\s*\\R\\s*", " | ");
        return word + ": " + (line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line);
    }
}
