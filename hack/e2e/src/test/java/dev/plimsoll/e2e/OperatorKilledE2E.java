package dev.plimsoll.e2e;

import static dev.plimsoll.e2e.LoadAssertions.assertArrived;
import static dev.plimsoll.e2e.LoadAssertions.assertSentAsPlanned;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ClusterTest
class OperatorKilledE2E {
    @Test
    void shouldLoseNothingWhenTheOperatorIsKilledInTheMiddle(Scene scene, Installation installation)
            throws IOException {
        scene.startDemoService();
        try (var _ = installation.deafenOperator()) {
            scene.apply(Yaml.budget("slo", "500ms"));
            scene.apply(Yaml.loadTest("survivor", "/", 2, "100/s", "20s", "slo"));
            scene.awaitRunning("survivor", Duration.ofSeconds(6));
            var lease = installation.killOperator();
            var status = scene.awaitEndOfFirstRun("survivor");
            assertRanOut(lease, installation.lease());
            assertSentAsPlanned(status, 2_000);
            assertArrived(scene.arrivals("/").length, status, 2 * 100);
        }
    }

    /** An operator that can still do anything gives its lease back; the lease of one that was killed runs out. */
    private static void assertRanOut(LeaseSpec lease, LeaseSpec next) {
        assertThat(next.getHolderIdentity()).isNotEqualTo(lease.getHolderIdentity());
        assertThat(Duration.between(lease.getRenewTime(), next.getAcquireTime()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(lease.getLeaseDurationSeconds()));
    }
}
