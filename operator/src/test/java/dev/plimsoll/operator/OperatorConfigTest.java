package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.operator.OperatorConfig.GateAuth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
    private static final Map<String, String> LEAST = Map.of(
            "POD_NAMESPACE", "plimsoll-system",
            "POD_NAME", "operator-0",
            "PLIMSOLL_RUNNER_IMAGE", "runner:1",
            "PLIMSOLL_COLLECTOR_URL", "http://operator:8080");

    @Test
    void shouldHaveDefaultsWhenOnlyTheRequiredIsSet() {
        assertThat(OperatorConfig.from(LEAST))
                .isEqualTo(new OperatorConfig(
                        "plimsoll-system",
                        "operator-0",
                        "runner:1",
                        "http://operator:8080",
                        8080,
                        8081,
                        GateAuth.Token,
                        Set.of(),
                        true,
                        Duration.ofMinutes(5),
                        Path.of("/etc/plimsoll/config/config.yaml"),
                        Path.of("/etc/plimsoll/secrets")));
    }

    @Test
    void shouldReadTheRestWhenSet() {
        var environment = new HashMap<>(LEAST);
        environment.putAll(Map.of(
                "PLIMSOLL_PORT", "9090",
                "PLIMSOLL_GATE_PORT", "9091",
                "PLIMSOLL_GATE_AUTH", "Network",
                "PLIMSOLL_WATCH_NAMESPACES", "shop, billing,",
                "PLIMSOLL_LEADER_ELECTION", "false",
                "PLIMSOLL_START_TIMEOUT", "90s",
                "PLIMSOLL_CONFIG", "site.yaml",
                "PLIMSOLL_SECRETS", "secrets"));
        var config = OperatorConfig.from(environment);

        assertThat(config.port()).isEqualTo(9090);
        assertThat(config.gatePort()).isEqualTo(9091);
        assertThat(config.gateAuth()).isEqualTo(GateAuth.Network);
        assertThat(config.watchedNamespaces()).containsExactlyInAnyOrder("shop", "billing");
        assertThat(config.leaderElection()).isFalse();
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.siteConfig()).isEqualTo(Path.of("site.yaml"));
        assertThat(config.secrets()).isEqualTo(Path.of("secrets"));
    }

    @ParameterizedTest
    @CsvSource({
        "POD_NAMESPACE, '', POD_NAMESPACE is not set",
        "PLIMSOLL_PORT, http, PLIMSOLL_PORT: http: is no port",
        "PLIMSOLL_GATE_PORT, gates, PLIMSOLL_GATE_PORT: gates: is no port",
        "PLIMSOLL_GATE_AUTH, none, PLIMSOLL_GATE_AUTH: none: says nobody",
        "PLIMSOLL_START_TIMEOUT, soon, PLIMSOLL_START_TIMEOUT: \"soon\" is not a duration"
    })
    void shouldNameTheVariableWhenItIsWrong(String name, String value, String message) {
        var environment = new HashMap<>(LEAST);
        environment.put(name, value);

        assertThatThrownBy(() -> OperatorConfig.from(environment)).hasMessageStartingWith(message);
    }
}
