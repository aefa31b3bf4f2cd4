package dev.plimsoll.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoConfigTest {
    @Test
    void shouldListenOnLoopbackPort8080WhenNothingIsSaid() {
        assertThat(DemoConfig.from(List.of(), Map.of())).isEqualTo(new DemoConfig("127.0.0.1", 8080, 1));
    }

    @Test
    void shouldPreferOptionsToEnvironment() {
        var environment = Map.of("PORT", "1", "HOST_ADDRESS", "0.0.0.0");

        assertThat(DemoConfig.from(List.of("--port", "2", "--seed", "3"), environment))
                .isEqualTo(new DemoConfig("0.0.0.0", 2, 3));
        assertThat(DemoConfig.from(List.of("--slower", "30"), Map.of("SLOWER_MS", "10"))
                        .slowerMillis())
                .isEqualTo(30);
        assertThat(DemoConfig.from(List.of(), Map.of("SLOWER_MS", "10")).slowerMillis())
                .isEqualTo(10);
        assertThat(DemoConfig.from(List.of("--workers", "3"), Map.of("WORKERS", "5"))
                        .workers())
                .isEqualTo(3);
        assertThat(DemoConfig.from(List.of(), Map.of("WORKERS", "5")).workers()).isEqualTo(5);
    }

    @Test
    void shouldSayWhatIsWrongWhenAnOptionIsBad() {
        assertThatThrownBy(() -> DemoConfig.from(List.of("--port", "x"), Map.of()))
                .hasMessage("--port is 'x'; it must be a whole number");
        assertThatThrownBy(() -> DemoConfig.from(List.of("--port"), Map.of())).hasMessage("--port lacks its value");
        assertThatThrownBy(() -> DemoConfig.from(List.of("--colour", "red"), Map.of()))
                .hasMessageContaining("no option --colour");
        assertThatThrownBy(() -> DemoConfig.from(List.of("--port", "65536"), Map.of()))
                .hasMessageContaining("from 0 to 65535");
        assertThatThrownBy(() -> DemoConfig.from(List.of(), Map.of("WORKERS", "-1")))
                .hasMessage("workers is -1; it must be from 1 to 10000, or 0 for as many as there are requests");
    }
}
