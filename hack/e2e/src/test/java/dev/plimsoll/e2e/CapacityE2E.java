package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The search for the highest rate that a target on a real cluster carries. */
@ClusterTest
class CapacityE2E {
    /** Five workers of whom each needs 20 ms for a request carry 250/s, whatever the machine is. */
    private static final Map<String, Long> CARRIES_250_A_SECOND = Map.of("WORKERS", 5L, "SLOWER_MS", 20L);

    @Test
    void shouldFindTheHighestStepThatTheTargetCarries(Scene scene) throws IOException {
        scene.startDemoService("narrow", CARRIES_250_A_SECOND);
        scene.apply(Yaml.budget("slo", "200ms"));
        scene.apply(Yaml.capacity("capacity", "narrow", "slo"));
        var status = scene.awaitEnd("capacity", CapacityE2E::isOpen);
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Pass);
        assertThat(status.reason()).isEqualTo("CapacityFound");
        assertThat(status.message()).startsWith("the target carries 200/s");
        var capacity = Objects.requireNonNull(status.capacity());
        assertThat(capacity.rate()).isEqualTo("200/s");
        assertThat(capacity.firstAbove()).isEqualTo("300/s");
        assertThat(capacity.limitedBy()).isIn("ResponseTime", "Backlog", "AchievedRate");
        assertThat(capacity.climbs()).isEqualTo("3/3");
        assertThat(capacity.confidence()).isEqualTo("75%");
    }

    /** A machine that is shared may stall in so many climbs that the others say too little. */
    private static boolean isOpen(LoadTestRunStatus status) {
        return status.verdict() == Verdict.Inconclusive;
    }
}
