package dev.plimsoll.operator;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import java.nio.file.Path;
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
 * @param gatePort to listen on for callers of gates ({@code PLIMSOLL_GATE_PORT}); 0 for a free one
 * @param gateAuth who may ask gates ({@code PLIMSOLL_GATE_AUTH}: Token or Network)
 * @param watchedNamespaces whose resources it looks after ({@code PLIMSOLL_WATCH_NAMESPACES}, separated by commas);
 *     empty for all
 * @param leaderElection whether several instances agree on one that works ({@code PLIMSOLL_LEADER_ELECTION})
 * @param startTimeout how long the pods of a run may take to register ({@code PLIMSOLL_START_TIMEOUT})
 * @param siteConfig file of what is decided for all tests ({@code PLIMSOLL_CONFIG}); it need not be there
 * @param secrets folder that the Secret plimsoll-secrets is mounted at ({@code PLIMSOLL_SECRETS})
 */
public record OperatorConfig(
        String namespace,
        String instance,
        String runnerImage,
        String collectorUrl,
        int port,
        int gatePort,
        GateAuth gateAuth,
        Set<String> watchedNamespaces,
        boolean leaderElection,
        Duration startTimeout,
        Path siteConfig,
        Path secrets) {

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
                port(environment, "PLIMSOLL_PORT", "8080"),
                port(environment, "PLIMSOLL_GATE_PORT", "8081"),
                gateAuth(environment),
                namespaces(environment),
                !"false".equals(environment.get("PLIMSOLL_LEADER_ELECTION")),
                startTimeout(environment),
                Path.of(environment.getOrDefault("PLIMSOLL_CONFIG", "/etc/plimsoll/config/config.yaml")),
                Path.of(environment.getOrDefault("PLIMSOLL_SECRETS", "/etc/plimsoll/secrets")));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is not set; the operator's Deployment in manifests/ sets it"));
    }

    private static int port(Map<String, String> environment, String name, String usual) {
        var text = environment.getOrDefault(name, usual);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + text + ": is no port; write one such as " + usual, e);
        }
    }

    /** Who may ask gates. */
    public enum GateAuth {
        /** Whoever has the token of the LoadTest. */
        Token,
        /** Whoever reaches the port. */
        Network
    }

    private static GateAuth gateAuth(Map<String, String> environment) {
        var text = environment.getOrDefault("PLIMSOLL_GATE_AUTH", GateAuth.Token.name());
        return Arrays.stream(GateAuth.values())
                .filter(auth -> auth.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("PLIMSOLL_GATE_AUTH: " + text
                        + ": says nobody who may ask; write Token, or Network behind a NetworkPolicy"));
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
