package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Load;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedLoadTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldTellWarmUpFromJudgedArrivalsWhenStagesRamp() {
        var planned = PlannedLoad.of(new Load.Open(
                Load.Arrivals.UNIFORM,
                List.of(
                        new Load.Stage(10 * SECOND, 50, 50, true),
                        new Load.Stage(60 * SECOND, 0, 500, false),
                        new Load.Stage(300 * SECOND, 500, 500, false))));
        assertThat(planned.warmupArrivals()).isCloseTo(500, within(1e-6));
        assertThat(planned.judgedArrivals()).isCloseTo(15_000 + 150_000, within(1e-6));
        assertThat(planned.peakPerSecond()).isEqualTo(500);
    }

    @Test
    void shouldAddUpAllWarmUpsWhenThereAreSeveral() {
        var warmup = new Load.Stage(10 * SECOND, 50, 50, true);
        var judged = new Load.Stage(20 * SECOND, 0, 100, false);
        var planned = PlannedLoad.of(new Load.Open(Load.Arrivals.UNIFORM, List.of(warmup, judged, warmup, judged)));
        assertThat(planned.warmupArrivals()).isCloseTo(1_000, within(1e-6));
        assertThat(planned.judgedArrivals()).isCloseTo(2_000, within(1e-6));
    }

    @Test
    void shouldHaveNoWarmUpArrivalsWhenThereIsNoWarmUp() {
        var planned = PlannedLoad.of(
                new Load.Open(Load.Arrivals.POISSON, List.of(new Load.Stage(2 * SECOND, 100, 300, false))));
        assertThat(planned).isEqualTo(new PlannedLoad(0, 400, 300));
    }
}
