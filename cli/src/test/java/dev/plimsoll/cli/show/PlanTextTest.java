package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final long SECOND = 1_000_000_000L;

    private static Planned comparing() {
        var warmup = new Stage(10 * SECOND, 50, 50, true);
        var judged = new Stage(50 * SECOND, 50, 50, false);
        var load = new Load.Open(Load.Arrivals.POISSON, List.of(warmup, judged, warmup, judged));
        var arms = List.of(
                new Arm(Arm.BASELINE, new Target("http", "stable", 80, "", null)),
                new Arm(Arm.CANDIDATE, new Target("http", "canary", 8080, "/v2", null)));
        var phases = List.of(new Phase(load, List.of()));
        var rounds = new Comparison(1, 2, 60 * SECOND);
        var plan = new RunPlan(RunPlan.VERSION, "shop/checkout", arms, phases, rounds, List.of(), 10, 1, 1, 1);
        return new Planned(plan, 1, List.of(), List.of());
    }

    @Test
    void shouldNameBothTargetsWhenAPlanCompares() {
        assertThat(PlanText.headline("checkout", comparing()))
                .isEqualTo("checkout against baseline http://stable and candidate http://canary:8080/v2: at most 2m, "
                        + "up to 50/s, 1 runner");
    }

    @Test
    void shouldShowTheStagesOfOneRoundWhenAPlanCompares() {
        assertThat(PlanText.lines(comparing()))
                .contains(
                        "  rounds      1 to 2 of 1m, half of the load to each target",
                        "  stages      10s at 50/s (warm-up), then 50s at 50/s",
                        "  arrivals    about 5,000 judged, 1,000 in the warm-up; at most 50/s");
    }
}
