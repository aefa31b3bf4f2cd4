package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Stage> UP_TO_40_000 =
            List.of(new Stage(SECOND, 0, 40_000, false), new Stage(SECOND, 100, 100, false));

    @Test
    void shouldShareThePeakOfAnOpenModelAmongRunners() {
        var load = new Load.Open(Load.Arrivals.POISSON, UP_TO_40_000);

        assertThat(RunnerRate.peakPerSecond(load, 1)).isEqualTo(40_000);
        assertThat(RunnerRate.isLow(List.of(phase(load)), 3)).isFalse();
        assertThat(RunnerRate.isLow(List.of(phase(load)), 4)).isTrue();
    }

    @Test
    void shouldCountUsersByTheirPausesInAClosedModel() {
        assertThat(RunnerRate.peakPerSecond(new Load.Closed(2 * SECOND, UP_TO_40_000), 2))
                .isEqualTo(10_000);
        assertThat(RunnerRate.isLow(List.of(phase(new Load.Closed(0, UP_TO_40_000))), 1_000))
                .isFalse();
    }

    @Test
    void shouldAddUpPhasesOnlyWhereTheyOverlap() {
        var load = new Load.Open(Load.Arrivals.POISSON, List.of(new Stage(10 * SECOND, 4_000, 4_000, false)));
        var first = new Phase("first", 0, load, List.of());
        var second = new Phase("second", 10 * SECOND, load, List.of());
        var across = new Phase("across", 9 * SECOND, load, List.of());

        assertThat(PhasesAtOnce.most(List.of(first, second), _ -> 4_000)).isEqualTo(4_000);
        assertThat(PhasesAtOnce.most(List.of(first, second, across), _ -> 4_000))
                .isEqualTo(8_000);
        assertThat(RunnerRate.isLow(List.of(first, across), 1)).isTrue();
        assertThat(RunnerRate.isLow(List.of(first, new Phase("with", 0, load, List.of()), across), 1))
                .isFalse();
    }

    private static Phase phase(Load load) {
        return new Phase(load, List.of());
    }
}
