package dev.plimsoll.runner.scenario;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompiledPlanTest {
    private static final RunPlan PLAN = new RunPlan(
            RunPlan.VERSION,
            "shop/checkout",
            target(80),
            uniform(1, 1),
            List.of(
                    new Scenario("browse", 3, List.of(step("list", "GET", SECOND), step("item", "HEAD", SECOND))),
                    new Scenario("buy", 1, List.of(step("cart", "POST", SECOND)))),
            1,
            SECOND,
            SECOND,
            42);

    @Test
    void shouldNumberStepsThroughoutThePlan() {
        var plan = CompiledPlan.of(PLAN);
        assertThat(plan.seriesCount()).isEqualTo(3);
        assertThat(plan.key(1, false)).isEqualTo(new SeriesKey("browse", "item", false));
        assertThat(plan.key(2, true)).isEqualTo(new SeriesKey("buy", "cart", true));
    }

    @Test
    void shouldChooseByWeightAndAlwaysTheSame() {
        var mix = CompiledPlan.of(PLAN).mix(0, 0);
        var again = CompiledPlan.of(PLAN).mix(0, 0);
        int browsing = 0;
        for (long number = 0; number < 10_000; number++) {
            browsing += seriesOf(mix, number) == 0 ? 1 : 0;
            assertThat(seriesOf(again, number)).isEqualTo(seriesOf(mix, number));
        }
        assertThat(browsing / 10_000.0).isCloseTo(0.75, within(0.02));
    }

    private static int seriesOf(ScenarioMix mix, long number) {
        return mix.of(number).first().series();
    }
}
