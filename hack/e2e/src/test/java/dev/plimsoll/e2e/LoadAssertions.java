package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import java.util.List;
import java.util.Objects;

/** Whether a run's numbers are complete, as far as a machine that is shared lets it send what was planned. */
final class LoadAssertions {
    /**
     * Reasons of a run that sent its whole load and met its budget. Runners, target and control plane share a small
     * machine: where more slots were late than a verdict bears, the run says so, and what was sent can be looked at.
     */
    private static final List<String> SENT_AS_PLANNED = List.of("AllObjectivesMet", "GeneratorLimited");

    private LoadAssertions() {}

    /** The budget is met, and every slot of the schedule accounted for. */
    static void assertSentAsPlanned(LoadTestRunStatus status, long planned) {
        assertThat(status.reason()).as(status.message()).isIn(SENT_AS_PLANNED);
        assertAllAccountedFor(status, planned);
    }

    /** Every slot of the schedule was sent or missed, and every request that was sent has an end. */
    static void assertAllAccountedFor(LoadTestRunStatus status, long planned) {
        var totals = Objects.requireNonNull(status.totals());
        assertThat(totals.offered()).isEqualTo(planned);
        assertThat(totals.sent() + totals.missed()).isEqualTo(planned);
        assertThat(totals.ok() + totals.errors()).isEqualTo(totals.sent());
    }

    /**
     * The target saw what the run says it sent, no more and no less, and the warm-up: all of it, unless the run says
     * that it missed slots or had errors.
     *
     * @param arrived requests that the target saw
     * @param warmup requests of the warm-up
     */
    static void assertArrived(long arrived, LoadTestRunStatus status, long warmup) {
        var totals = Objects.requireNonNull(status.totals());
        assertThat(arrived).isBetween(totals.ok(), totals.sent() + warmup);
        if (totals.missed() == 0 && totals.errors() == 0) {
            assertThat(arrived).isEqualTo(totals.sent() + warmup);
        }
    }
}
