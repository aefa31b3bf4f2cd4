package dev.plimsoll.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.stats.Target;
import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Decision;
import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.RatioEstimate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MethodsTest {
    private static final Ruling ALARM = Ruling.atTheEnd(true);
    private static final Ruling NO_ALARM = Ruling.atTheEnd(false);

    @Test
    void shouldAlarmWhenTheCandidateIsTwiceAsSlow() {
        var canary = canary(1);
        assertThat(Peers.kayenta(canary)).isEqualTo(ALARM);
        assertThat(Peers.benchstat(canary)).isEqualTo(ALARM);
        assertThat(Peers.pooledMannWhitney(canary)).isEqualTo(ALARM);
        assertThat(Peers.pairedT().rule(canary)).isEqualTo(ALARM);
        assertThat(Peers.peekingT().rule(canary)).isEqualTo(new Ruling(true, false, 5));
        assertThat(Gate.groupSequential(50, 99).rule(canary)).isEqualTo(new Ruling(true, false, 6));
        assertThat(Gate.anytime(99).rule(canary).fails()).isTrue();
    }

    @Test
    void shouldNotAlarmWhenTheCandidateIsTwiceAsFast() {
        var canary = canary(-0.5);
        assertThat(Peers.kayenta(canary)).isEqualTo(NO_ALARM);
        assertThat(Peers.benchstat(canary)).isEqualTo(NO_ALARM);
        assertThat(Peers.pooledMannWhitney(canary)).isEqualTo(NO_ALARM);
        assertThat(Peers.pairedT().rule(canary)).isEqualTo(NO_ALARM);
        assertThat(Peers.peekingT().rule(canary)).isEqualTo(NO_ALARM);
        assertThat(Gate.groupSequential(50, 99).rule(canary)).isEqualTo(new Ruling(false, true, 6));
    }

    private static Canary canary(double slower) {
        return new Simulator(World.drifting(Placement.SHARED, slower, 0)).draw(1);
    }

    @Test
    void shouldFailWithTheFirstMetricAndPassWithTheLastWhenThereAreSeveral() {
        assertThat(Gate.rule(
                        List.of(outcome(Decision.NO_WORSE, 6), outcome(Decision.WORSE, 9), outcome(Decision.WORSE, 8))))
                .isEqualTo(new Ruling(true, false, 8));
        assertThat(Gate.rule(List.of(outcome(Decision.NO_WORSE, 6), outcome(Decision.NO_WORSE, 9))))
                .isEqualTo(new Ruling(false, true, 9));
        assertThat(Gate.rule(List.of(outcome(Decision.NO_WORSE, 6), outcome(Decision.UNDECIDED, 20))))
                .isEqualTo(new Ruling(false, false, 20));
    }

    private static Outcome outcome(Decision decision, int rounds) {
        return new Outcome(decision, new RatioEstimate(rounds, 1, 1, 1, 1, 0, 0), null, rounds);
    }

    @Test
    void shouldTellDoubleTheErrorsFromTheSameWhenTheyDoNotComeInBursts() {
        var same = new ErrorWorld(0, 1).draw(1);
        var twice = new ErrorWorld(0, 2).draw(1);
        assertThat(ErrorMethods.gate().rule(same).passes()).isTrue();
        assertThat(ErrorMethods.gate().rule(twice).fails()).isTrue();
        assertThat(ErrorMethods.exactInterval(same).fails()).isFalse();
        assertThat(ErrorMethods.exactInterval(twice).fails()).isTrue();
    }

    /** Seeds alone decide, not who computes what. */
    @Test
    void shouldScoreAlikeWhenScoredAgain() {
        List<Method<double[]>> methods = List.of(Resemblance.gate(Allowance.DEFAULT, Gate.FALSE_ALARM_RATE));
        var world = new Resemblance(0.3, 0.05);
        var scores = Score.of(500, world::draw, methods);
        assertThat(scores).isEqualTo(Score.of(500, world::draw, methods)).hasSize(1);
        assertThat(scores.getFirst().canaries()).isEqualTo(500);
        assertThat(scores.getFirst().fails() + scores.getFirst().passes()).isBetween(0.3, 1.0);
    }

    /** Our test and its copy without wider bounds are the same where rounds do not resemble each other. */
    @Test
    void shouldRuleAsTheEngineWhenNothingIsWidened() {
        var allowance = Allowance.DEFAULT;
        var engine = Resemblance.gate(allowance, Gate.FALSE_ALARM_RATE);
        var copy = Resemblance.unwidened(allowance, Gate.FALSE_ALARM_RATE);
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            var world = new Resemblance(-0.9, random.nextDouble(0.15)); // alternating: never widened
            var logRatios = world.draw(i);
            assertThat(engine.rule(logRatios)).isEqualTo(copy.rule(logRatios));
        }
    }

    @Test
    void shouldSayWhetherItHoldsWhenATargetIsPrinted() {
        assertThat(Target.atMost(0.05, "a", 0.05).row()).isEqualTo("| a | at most 5.0 % | 5.0 % | holds |\n");
        assertThat(Target.atLeast(0.8, "b", 0.7).row()).isEqualTo("| b | at least 80.0 % | 70.0 % | **missed** |\n");
        assertThat(Target.between(0.04, 0.06, "c", 0.05).row()).isEqualTo("| c | 4.0 % to 6.0 % | 5.0 % | holds |\n");
        assertThat(Target.atMostRounds(8, "d", 8.1).row()).isEqualTo("| d | at most 8.0 | 8.1 | **missed** |\n");
    }
}
