package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Stage> UP_TO_4000 =
            List.of(new Stage(SECOND, 0, 4_000, false), new Stage(SECOND, 100, 100, false));

    @Test
    void shouldShareThePeakOfAnOpenModelAmongRunners() {
        var load = new Load.Open(Load.Arrivals.POISSON, UP_TO_4000);

        assertThat(RunnerRate.peakPerSecond(load, 1)).isEqualTo(4_000);
        assertThat(RunnerRate.isLow(load, 3)).isFalse();
        assertThat(RunnerRate.isLow(load, 4)).isTrue();
    }

    @Test
    void shouldCountUsersByTheirPausesInAClosedModel() {
        assertThat(RunnerRate.peakPerSecond(new Load.Closed(2 * SECOND, UP_TO_4000), 2))
                .isEqualTo(1_000);
        assertThat(RunnerRate.isLow(new Load.Closed(0, UP_TO_4000), 1_000)).isFalse();
    }
}
