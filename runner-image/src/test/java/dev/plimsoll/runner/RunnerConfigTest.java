package dev.plimsoll.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerConfigTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "PLIMSOLL_COLLECTOR_URL", "http://operator.plimsoll:8080",
            "PLIMSOLL_RUN", "shop/checkout-1",
            "PLIMSOLL_TOKEN", "secret",
            "HOSTNAME", "pod-a");

    private static RunnerConfig with(String name, String value) {
        var environment = new HashMap<>(COMPLETE);
        environment.put(name, value);
        return RunnerConfig.from(environment);
    }

    @Test
    void shouldReadTheEnvironmentWithItsDefaults() {
        assertThat(RunnerConfig.from(COMPLETE))
                .isEqualTo(new RunnerConfig(
                        URI.create("http://operator.plimsoll:8080"),
                        "shop/checkout-1",
                        "secret",
                        "pod-a",
                        OptionalInt.empty(),
                        60_000_000_000L,
                        null));
        assertThat(with("PLIMSOLL_LOOPS", "2").loops()).hasValue(2);
        assertThat(with("PLIMSOLL_RUNNER_NAME", "pod-b").runner()).isEqualTo("pod-b");
        assertThat(with("PLIMSOLL_ORPHAN_TIMEOUT", "1m30s").orphanNanos()).isEqualTo(90_000_000_000L);
    }

    @Test
    void shouldReadWhatNoPlanMayAskFor() {
        assertThat(with(
                                "PLIMSOLL_LIMITS",
                                "{\"rule\":\"limits.namespaces[shop]\",\"maxRate\":5.5,\"targets\":[\"*.svc\"]}")
                        .limits())
                .isEqualTo(new Limits("limits.namespaces[shop]", 5.5, List.of("*.svc")));
        assertThatThrownBy(() -> with("PLIMSOLL_LIMITS", "none"))
                .hasMessageStartingWith("PLIMSOLL_LIMITS is 'none', which the operator did not write");
    }

    @Test
    void shouldReadTheTokenFromAFile(@TempDir Path folder) throws IOException {
        var environment = new HashMap<>(COMPLETE);
        environment.remove("PLIMSOLL_TOKEN");
        environment.put(
                "PLIMSOLL_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "from a file\n").toString());
        assertThat(RunnerConfig.from(environment).token()).isEqualTo("from a file");
        environment.put("PLIMSOLL_TOKEN_FILE", folder.resolve("absent").toString());
        assertThatThrownBy(() -> RunnerConfig.from(environment)).hasMessageStartingWith("PLIMSOLL_TOKEN_FILE names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLIMSOLL_COLLECTOR_URL", "PLIMSOLL_RUN", "PLIMSOLL_TOKEN", "HOSTNAME"})
    void shouldNameWhatIsMissing(String name) {
        var environment = new HashMap<>(COMPLETE);
        environment.remove(name);
        assertThatThrownBy(() -> RunnerConfig.from(environment))
                .isInstanceOf(RunnerConfig.InvalidConfigException.class)
                .hasMessageStartingWith(name + " is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "PLIMSOLL_COLLECTOR_URL, operator:8080",
        "PLIMSOLL_COLLECTOR_URL, http://a b",
        "PLIMSOLL_RUN, checkout",
        "PLIMSOLL_LOOPS, 0",
        "PLIMSOLL_LOOPS, many",
        "PLIMSOLL_ORPHAN_TIMEOUT, 60"
    })
    void shouldNameWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(RunnerConfig.InvalidConfigException.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void shouldKeepTheTokenOutOfTheLog() {
        assertThat(RunnerConfig.from(COMPLETE).toString()).doesNotContain("secret");
    }
}
