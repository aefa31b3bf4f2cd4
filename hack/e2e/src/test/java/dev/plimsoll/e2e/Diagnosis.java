package dev.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person would look at first when a test on a cluster failed. */
record Diagnosis(KubernetesClient client) {
    private static final int LOG_LINES = 60;

    String of(String namespace) {
        var events = client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(Diagnosis::event);
        var pods =
                client.pods().inNamespace(namespace).list().getItems().stream().map(this::pod);
        return Stream.concat(Stream.concat(Stream.of("--- namespace " + namespace), events), pods)
                .collect(Collectors.joining("\n"));
    }

    private static String event(Event event) {
        return "event %s %s/%s: %s"
                .formatted(
                        Objects.requireNonNullElse(event.getLastTimestamp(), ""),
                        event.getInvolvedObject().getKind(),
                        event.getInvolvedObject().getName(),
                        event.getMessage());
    }

    private String pod(Pod pod) {
        var name = pod.getMetadata().getName();
        String log;
        try {
            log = client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(name)
                    .tailingLines(LOG_LINES)
                    .getLog();
        } catch (KubernetesClientException e) {
            log = "no log: " + e.getMessage();
        }
        return "--- pod " + name + " is " + pod.getStatus().getPhase() + "\n" + log;
    }
}
