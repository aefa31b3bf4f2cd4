package dev.plimsoll.e2e;

import static dev.plimsoll.e2e.LoadAssertions.assertArrived;
import static dev.plimsoll.e2e.LoadAssertions.assertSentAsPlanned;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ClusterTest
class OperatorKilledE2E {
    private static final int KILLED_BY_SIGKILL = 128 + 9;

    @Test
    void shouldLoseNothingWhenTheOperatorIsKilledInTheMiddle(Scene scene, Installation installation)
            throws IOException {
        scene.startDemoService();
        try (var _ = installation.deafenOperator()) {
            scene.apply(Yaml.budget("slo", "500ms"));
            scene.apply(Yaml.loadTest("survivor", "/", 2, "100/s", "20s", "slo"));
            scene.awaitRunning("survivor", Duration.ofSeconds(6));
            assertThat(installation.killOperator()).isEqualTo(KILLED_BY_SIGKILL);
            var status = scene.awaitEndOfFirstRun("survivor");
            assertSentAsPlanned(status, 2_000);
            assertArrived(scene.arrivals("/").length, status, 2 * 100);
        }
    }
}
