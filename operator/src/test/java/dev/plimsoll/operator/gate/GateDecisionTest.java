package dev.plimsoll.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.operator.testing.Resources;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateDecisionTest {
    private static GateSpec gate(String yaml) {
        return Objects.requireNonNull(
                Resources.loadTest("spec: {gate: " + yaml + "}").getSpec().gate());
    }

    private static LoadTestRunStatus status(String yaml) {
        return Objects.requireNonNull(Resources.loadTestRun("status: " + yaml).getStatus());
    }

    @ParameterizedTest
    @CsvSource({"Pass, Promote", "Warn, Promote", "Fail, Abort", "Inconclusive, Pause"})
    void shouldDoByDefaultWhatEachVerdictAsksFor(String verdict, GateAction action) {
        assertThat(GateDecision.of(gate("{}"), status("{verdict: " + verdict + ", message: m}"), null)
                        .action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"Pass, Pause", "Warn, Pause", "Fail, Promote", "Inconclusive, Abort"})
    void shouldDoWhatTheGateSays(String verdict, GateAction action) {
        var gate = gate("{onPass: Pause, onFail: Promote, onInconclusive: Abort}");
        assertThat(GateDecision.of(gate, status("{verdict: " + verdict + "}"), null)
                        .action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"Pass", "Fail"})
    void shouldNotActOnAVerdictThatOnlyPeopleCanWeigh(String verdict) {
        var advisory = status("{verdict: " + verdict + ", advisory: true, advisoryReason: DifferentNodes, message: m}");
        var decision = GateDecision.of(gate("{}"), advisory, null);
        assertThat(decision.action()).isEqualTo(GateAction.Pause);
        assertThat(decision.why()).isEqualTo("advisory (DifferentNodes). " + verdict + ": m");
    }

    @Test
    void shouldNeverPromoteARunWithoutAVerdict() {
        assertThat(GateDecision.of(gate("{}"), status("{phase: Failed}"), null).action())
                .isEqualTo(GateAction.Pause);
    }

    @Test
    void shouldPromoteWhatSomebodyOverridesAndSayWhatWasMeasured() {
        var override = new OverrideStatus("known, see #42", "2026-11-30T00:00:00Z");
        var decision = GateDecision.of(gate("{}"), status("{verdict: Fail, message: slower}"), override);
        assertThat(decision.action()).isEqualTo(GateAction.Promote);
        assertThat(decision.why()).isEqualTo("overridden until 2026-11-30T00:00:00Z: known, see #42. Fail: slower");
    }
}
