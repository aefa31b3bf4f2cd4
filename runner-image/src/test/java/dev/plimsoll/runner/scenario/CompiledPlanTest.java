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
    void shouldKnowWhatMayBeSentAgainAndWhatHasNoBody() {
        var mix = CompiledPlan.of(PLAN).mix(0);
        var browse = scenarioOfLength(mix, 2);
        assertThat(browse.step(0).request().idempotent()).isTrue();
        assertThat(browse.step(0).request().head()).isFalse();
        assertThat(browse.step(1).request().head()).isTrue();
        assertThat(scenarioOfLength(mix, 1).step(0).request().idempotent()).isFalse();
    }

    private static CompiledScenario scenarioOfLength(ScenarioMix mix, int length) {
        long number = 0;
        while (mix.of(number).length() != length) {
            number++;
        }
        return mix.of(number);
    }

    @Test
    void shouldChooseByWeightAndAlwaysTheSame() {
        var mix = CompiledPlan.of(PLAN).mix(0);
        var again = CompiledPlan.of(PLAN).mix(0);
        int browsing = 0;
        for (long number = 0; number < 10_000; number++) {
            browsing += mix.of(number).length() == 2 ? 1 : 0;
            assertThat(again.of(number).length()).isEqualTo(mix.of(number).length());
        }
        assertThat(browsing / 10_000.0).isCloseTo(0.75, within(0.02));
    }
}
