package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.operator.collect.LiveView;
import dev.plimsoll.operator.collect.LiveView.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static final long SECOND = 1_000_000_000L;
    private static final LiveView.Recent RECENT = new LiveView.Recent(1_234.5, 0.5, 0.1, 1_200_000, 45_000_000);

    private final ProgressText text = new ProgressText(
            List.of(new dev.plimsoll.engine.contract.Phase(
                    new Load.Open(Load.Arrivals.UNIFORM, List.of(new Stage(90 * SECOND, 1, 1, false))), List.of())),
            null);

    @Test
    void shouldTellWhoIsMissingWhenRunnersGather() {
        assertThat(text.of(view(Phase.GATHERING, 0, null))).isEqualTo("starting | 1 of 2 runners are ready");
    }

    @Test
    void shouldTellOnlyThePhaseWhenNothingWasReportedYet() {
        assertThat(text.of(view(Phase.RUNNING, 0, null))).isEqualTo("stage 1 of 1, 1:30 left");
    }

    @Test
    void shouldTellRatesTimesAndErrorsWhenRunning() {
        assertThat(text.of(view(Phase.RUNNING, 29_500, RECENT)))
                .isEqualTo(
                        "stage 1 of 1, 1:01 left | offered 1,235/s, sent 0.5/s | p50 1.2ms, p99 45ms | 1,007 errors");
    }

    @Test
    void shouldSayThatItJudgesWhenAllIsIn() {
        assertThat(text.of(view(Phase.ENDED, 91_000, RECENT))).isEqualTo("judging");
    }

    private static LiveView view(Phase phase, long elapsedMillis, LiveView.@Nullable Recent recent) {
        return new LiveView(
                phase, Duration.ofMillis(elapsedMillis), Duration.ofSeconds(90), 1, 2, recent, 5_000, 1_007, List.of());
    }
}
