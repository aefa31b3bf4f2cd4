package dev.plimsoll.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final long SECOND = 1_000_000_000L;

    private static RunPlan plan() {
        var stages = new ArrayList<Load.Stage>();
        for (int round = 0; round < 3; round++) {
            stages.add(new Load.Stage(2 * SECOND, 5, 5, true));
            stages.add(new Load.Stage(SECOND, 5, 10, true));
            stages.add(new Load.Stage(7 * SECOND, 10, 10, false));
        }
        var step = new Step.Request("cart", "GET", "/cart", List.of(), "", List.of(200), SECOND);
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                List.of(
                        new Arm(Arm.BASELINE, new Target("http", "stable", 80, "", null)),
                        new Arm(Arm.CANDIDATE, new Target("http", "canary", 80, "", null))),
                List.of(new Phase(
                        new Load.Open(Load.Arrivals.POISSON, stages), List.of(new Scenario("buy", 1, List.of(step))))),
                new Comparison(2, 3, 10 * SECOND),
                List.of(),
                100,
                SECOND,
                SECOND,
                42);
    }

    @Test
    void shouldReadWhatItWroteWhenThereAreTwoArms() {
        assertThat(WireFormat.read(WireFormat.write(plan()), RunPlan.class)).isEqualTo(plan());
    }

    @Test
    void shouldWriteArmsAndRoundsByTheseNamesWhenAPlanCompares() throws IOException {
        var written = new ObjectMapper().readTree(WireFormat.write(plan()));
        assertThat(written.path("version").asInt()).isEqualTo(3);
        assertThat(written.path("arms").findValuesAsText("name")).containsExactly("baseline", "candidate");
        assertThat(written.path("arms").findValuesAsText("host")).containsExactly("stable", "canary");
        assertThat(written.path("comparison"))
                .hasToString("{\"minRounds\":2,\"maxRounds\":3,\"roundNanos\":10000000000}");
        assertThat(new ObjectMapper().readTree(WireFormat.write(new SeriesKey("candidate", "", "buy", "cart", true))))
                .hasToString("{\"arm\":\"candidate\",\"phase\":\"\",\"scenario\":\"buy\",\"step\":\"cart\","
                        + "\"warmup\":true}");
    }

    @Test
    void shouldHaveAWarmupAtTheBeginOfEachRoundWhenStagesAreRepeated() {
        var phase = plan().phases().getFirst();
        assertThat(phase.warmups()).containsExactly(span(0, 3), span(10, 13), span(20, 23));
        assertThat(phase.judged()).containsExactly(span(3, 10), span(13, 20), span(23, 30));
        assertThat(phase.load().isWarmup(3 * SECOND - 1)).isTrue();
        assertThat(phase.load().isWarmup(3 * SECOND)).isFalse();
        assertThat(phase.load().isWarmup(10 * SECOND)).isTrue();
        assertThat(phase.load().isWarmup(30 * SECOND)).isFalse();
    }

    @Test
    void shouldBoundIntervalsAtEachRoundAndEachWarmupWhenAPlanCompares() {
        assertThat(plan().bounds())
                .containsExactly(3 * SECOND, 10 * SECOND, 13 * SECOND, 20 * SECOND, 23 * SECOND, 30 * SECOND);
    }

    @Test
    void shouldCountRoundsFromZeroWhenAskedForAnInstant() {
        var rounds = new Comparison(2, 3, 10 * SECOND);
        assertThat(rounds.roundOf(0)).isZero();
        assertThat(rounds.roundOf(10 * SECOND - 1)).isZero();
        assertThat(rounds.roundOf(10 * SECOND)).isEqualTo(1);
        assertThat(rounds.roundOf(31 * SECOND)).isEqualTo(3);
        assertThat(rounds.round(2)).isEqualTo(span(20, 30));
    }

    private static Span span(long fromSecond, long toSecond) {
        return new Span(fromSecond * SECOND, toSecond * SECOND);
    }
}
