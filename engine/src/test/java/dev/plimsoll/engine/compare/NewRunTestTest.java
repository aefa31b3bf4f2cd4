package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class NewRunTestTest {
    private static final NewRunTest TEST = new NewRunTest(Allowance.DEFAULT, 0.05, 1);

    private static double[] logs(double... times) {
        return Arrays.stream(times).map(LogValue::ofTime).toArray();
    }

    private static RatioEstimate estimate(Outcome outcome) {
        return Objects.requireNonNull(outcome.estimate());
    }

    @Test
    void shouldBoundTheRatioByStudentsQuantileAndTheScatterOfOneMoreRun() {
        double[] earlier = {-0.05, -0.03, -0.01, 0.01, 0.03, 0.05};
        var outcome = TEST.decide(earlier, 0.04);
        // s² = 2·(25 + 9 + 1)/5 · 10⁻⁴ = 0.0014; t(0.96, 5 degrees) = 2.191 by a table; √(1 + 1/6) = 1.080
        double halfWidth = 2.1910 * Math.sqrt(0.0014) * Math.sqrt(7.0 / 6);
        assertThat(Math.log(estimate(outcome).ratio())).isCloseTo(0.04, within(1e-12));
        assertThat(Math.log(estimate(outcome).low())).isCloseTo(0.04 - halfWidth, within(1e-4));
        assertThat(Math.log(estimate(outcome).high())).isCloseTo(0.04 + halfWidth, within(1e-4));
        assertThat(estimate(outcome).rounds()).isEqualTo(6);
        assertThat(outcome.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(outcome.obstacle()).isEqualTo(Obstacle.BETWEEN_THE_BOUNDS);
    }

    @Test
    void shouldPassWhenTheMarginIsRuledOutAndFailWhenTheToleranceIs() {
        double[] earlier = logs(100, 101, 99, 100, 101, 99);
        assertThat(TEST.decide(earlier, Math.log(101)).decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(TEST.decide(earlier, Math.log(90)).decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(TEST.decide(earlier, Math.log(108)).decision()).isEqualTo(Decision.WORSE);
    }

    @Test
    void shouldStayOpenWhenRunsScatterMoreThanIsAllowed() {
        var outcome = TEST.decide(logs(100, 130, 80, 115, 90, 100), Math.log(100));
        assertThat(outcome.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(outcome.obstacle()).isEqualTo(Obstacle.SCATTER);
    }

    @Test
    void shouldDecideNothingWithFewerThanSixRuns() {
        for (int runs = 1; runs < NewRunTest.FEWEST; runs++) {
            double[] earlier =
                    DoubleStream.iterate(4.6, log -> log + 1e-6).limit(runs).toArray();
            var outcome = TEST.decide(earlier, 6);
            assertThat(outcome.decision()).isEqualTo(Decision.UNDECIDED);
            assertThat(outcome.obstacle()).isEqualTo(Obstacle.TOO_FEW_ROUNDS);
            assertThat(estimate(outcome).ratio()).isCloseTo(Math.exp(1.4), within(1e-4));
        }
        var single = estimate(TEST.decide(new double[] {4.6}, 4.7));
        assertThat(single.low()).isZero();
        assertThat(single.high()).isInfinite();
    }

    @Test
    void shouldAskForMoreToFailWhenSeveralMetricsCan() {
        double[] earlier = logs(100, 103, 98, 101, 97, 102);
        double latest = Math.log(109.5);
        assertThat(TEST.decide(earlier, latest).decision()).isEqualTo(Decision.WORSE);
        assertThat(new NewRunTest(Allowance.DEFAULT, 0.05, 5)
                        .decide(earlier, latest)
                        .decision())
                .isEqualTo(Decision.UNDECIDED);
        double well = Math.log(97);
        assertThat(new NewRunTest(Allowance.DEFAULT, 0.05, 5)
                        .decide(earlier, well)
                        .decision())
                .isEqualTo(Decision.NO_WORSE);
    }

    @Test
    void shouldRefuseWhatHasNoAnswer() {
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.decide(new double[0], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.decide(new double[] {1, Double.NaN}, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.decide(new double[] {1}, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NewRunTest(Allowance.DEFAULT, 0.2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NewRunTest(Allowance.DEFAULT, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NewRunTest(Allowance.DEFAULT, 0.05, 0));
    }

    /** Of normal runs that are worse by the tolerance 4 % fail, and of those that are worse by the margin 4 % pass. */
    @Test
    void shouldBeWrongAsOftenAsItSays() {
        var random = new SplittableRandom(11);
        for (int runs : new int[] {6, 10, 30}) {
            for (double deviation : new double[] {0.01, 0.05}) {
                int fails = 0;
                int passes = 0;
                int all = 20_000;
                for (int i = 0; i < all; i++) {
                    double[] earlier = normal(random, deviation, runs);
                    double noise = deviation * random.nextGaussian();
                    fails += TEST.decide(earlier, Math.log1p(0.02) + noise).decision() == Decision.WORSE ? 1 : 0;
                    passes += TEST.decide(earlier, Math.log1p(0.10) + noise).decision() == Decision.NO_WORSE ? 1 : 0;
                }
                assertThat((double) fails / all).as("fails").isLessThan(0.045);
                assertThat((double) passes / all).as("passes").isBetween(0.035, 0.045);
            }
        }
    }

    private static double[] normal(RandomGenerator random, double deviation, int count) {
        return DoubleStream.generate(() -> deviation * random.nextGaussian())
                .limit(count)
                .toArray();
    }

    @Provide
    Arbitrary<List<Double>> times() {
        return Arbitraries.doubles()
                .between(50, 150)
                .ofScale(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 200, seed = "41")
    void shouldDecideAlikeWhenTheUnitOrTheOrderIsAnother(
            @ForAll("times") List<Double> times,
            @ForAll @DoubleRange(min = 50, max = 150) @Scale(3) double latest,
            @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(4) double unit) {
        double[] straight =
                times.stream().mapToDouble(Double::doubleValue).map(Math::log).toArray();
        double[] turned = times.reversed().stream()
                .mapToDouble(time -> Math.log(time * unit))
                .toArray();
        var one = TEST.decide(straight, Math.log(latest));
        var other = TEST.decide(turned, Math.log(latest * unit));
        assertThat(other.decision()).isEqualTo(one.decision());
        assertThat(estimate(other).ratio()).isCloseTo(estimate(one).ratio(), within(1e-9));
        assertThat(estimate(other).hodgesLehmann()).isCloseTo(estimate(one).hodgesLehmann(), within(1e-9));
    }

    @Property(tries = 200, seed = "42")
    void shouldNotThinkBetterOfARunThatIsSlower(
            @ForAll("times") List<Double> times,
            @ForAll @DoubleRange(min = 50, max = 150) @Scale(3) double latest,
            @ForAll @DoubleRange(min = 1.01, max = 2) @Scale(3) double slower) {
        double[] earlier =
                times.stream().mapToDouble(Double::doubleValue).map(Math::log).toArray();
        var fast = TEST.decide(earlier, Math.log(latest)).decision();
        var slow = TEST.decide(earlier, Math.log(latest * slower)).decision();
        var fromBest = List.of(Decision.NO_WORSE, Decision.UNDECIDED, Decision.WORSE);
        assertThat(fromBest.indexOf(slow)).isGreaterThanOrEqualTo(fromBest.indexOf(fast));
    }
}
