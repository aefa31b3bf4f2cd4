package dev.plimsoll.operator;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment says, read once.
 *
 * @param namespace the operator's own ({@code POD_NAMESPACE})
 * @param instance name of this process ({@code POD_NAME})
 * @param runnerImage image of runner pods ({@code PLIMSOLL_RUNNER_IMAGE})
 * @param collectorUrl where runner pods reach this process ({@code PLIMSOLL_COLLECTOR_URL})
 * @param port to listen on ({@code PLIMSOLL_PORT}); 0 for a free one
 * @param watchedNamespaces whose resources it looks after ({@code PLIMSOLL_WATCH_NAMESPACES}, separated by commas);
 *     empty for all
 * @param leaderElection whether several instances agree on one that works ({@code PLIMSOLL_LEADER_ELECTION})
 * @param startTimeout how long the pods of a run may take to register ({@code PLIMSOLL_START_TIMEOUT})
 */
public record OperatorConfig(
        String namespace,
        String instance,
        String runnerImage,
        String collectorUrl,
        int port,
        Set<String> watchedNamespaces,
        boolean leaderElection,
        Duration startTimeout) {

    public OperatorConfig {
        watchedNamespaces = Set.copyOf(watchedNamespaces);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException when a variable is missing or is not what it should be; the message names it
     */
    static OperatorConfig from(Map<String, String> environment) {
        return new OperatorConfig(
                required(environment, "POD_NAMESPACE"),
                required(environment, "POD_NAME"),
                required(environment, "PLIMSOLL_RUNNER_IMAGE"),
                required(environment, "PLIMSOLL_COLLECTOR_URL"),
                port(environment),
                namespaces(environment),
                !"false".equals(environment.get("PLIMSOLL_LEADER_ELECTION")),
                startTimeout(environment));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is not set; the operator's Deployment in manifests/ sets it"));
    }

    private static int port(Map<String, String> environment) {
        var text = environment.getOrDefault("PLIMSOLL_PORT", "8080");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("PLIMSOLL_PORT: " + text + ": is no port; write one such as 8080", e);
        }
    }

    private static Set<String> namespaces(Map<String, String> environment) {
        return Arrays.stream(environment
                        .getOrDefault("PLIMSOLL_WATCH_NAMESPACES", "")
                        .split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Duration startTimeout(Map<String, String> environment) {
        var text = environment.getOrDefault("PLIMSOLL_START_TIMEOUT", "5m");
        try {
            return Duration.ofNanos(Durations.parse(text));
        } catch (MalformedQuantityException e) {
            throw new IllegalArgumentException("PLIMSOLL_START_TIMEOUT: " + e.getMessage(), e);
        }
    }
}
