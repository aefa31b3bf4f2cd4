package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class SequentialTestPropertiesTest {
    private static final SequentialTest TEST =
            SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, 0.05, 2);

    /** A round's times of both arms, in milliseconds. */
    record Times(double baseline, double candidate) {
        double logRatio() {
            return LogRatio.ofTimes(baseline, candidate);
        }
    }

    /** Rounds of a candidate that is faster, as fast, or slower, with more or less scatter. */
    @Provide
    Arbitrary<List<Times>> rounds() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.9, 1.3).ofScale(4),
                        Arbitraries.doubles().between(0.001, 0.2).ofScale(4),
                        Arbitraries.integers().between(1, 20))
                .flatAs((slower, scatter, rounds) -> Arbitraries.integers()
                        .between(-1_000, 1_000)
                        .map(noise -> new Times(50, 50 * slower * (1 + scatter * noise / 1_000)))
                        .list()
                        .ofSize(rounds));
    }

    @Property(tries = 200, seed = "31")
    void shouldDecideAlikeWhenTheUnitIsAnother(
            @ForAll("rounds") List<Times> rounds, @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(4) double unit) {
        var scaled = rounds.stream()
                .map(round -> new Times(round.baseline * unit, round.candidate * unit))
                .toList();
        assertThat(TEST.decide(logRatios(scaled)).decision())
                .isEqualTo(TEST.decide(logRatios(rounds)).decision());
    }

    @Property(tries = 200, seed = "32")
    void shouldTurnTheEstimateRoundWhenTheArmsAreSwapped(@ForAll("rounds") List<Times> rounds) {
        var swapped = rounds.stream()
                .map(round -> new Times(round.candidate, round.baseline))
                .toList();
        int first = Math.min(5, rounds.size()); // before the first look, so that nothing ends it
        var estimate = TEST.decide(logRatios(rounds.subList(0, first))).estimate();
        var turned = TEST.decide(logRatios(swapped.subList(0, first))).estimate();
        assertThat(estimate).isNotNull();
        assertThat(turned).isNotNull();
        if (estimate != null && turned != null) {
            assertThat(turned.ratio()).isCloseTo(1 / estimate.ratio(), within(1e-9));
            assertThat(turned.hodgesLehmann()).isCloseTo(1 / estimate.hodgesLehmann(), within(1e-9));
            assertThat(turned.deviation()).isCloseTo(estimate.deviation(), within(1e-9));
            assertThat(turned.autocorrelation()).isCloseTo(estimate.autocorrelation(), within(1e-6));
            assertThat(estimate.inverse().inverse().high()).isCloseTo(estimate.high(), within(1e-6 * estimate.high()));
        }
    }

    @Property(tries = 200, seed = "33")
    void shouldDecideAlikeWhenAskedAfterEachRoundOrOnlyAtTheEnd(@ForAll("rounds") List<Times> rounds) {
        var logRatios = logRatios(rounds);
        var first = IntStream.rangeClosed(0, logRatios.length)
                .mapToObj(count -> TEST.decide(Arrays.copyOf(logRatios, count)))
                .filter(outcome -> outcome.decision() != Decision.UNDECIDED)
                .findFirst();
        var atTheEnd = TEST.decide(logRatios);
        first.ifPresentOrElse(
                outcome -> assertThat(atTheEnd).isEqualTo(outcome),
                () -> assertThat(atTheEnd.decision()).isEqualTo(Decision.UNDECIDED));
    }

    @Property(tries = 200, seed = "34")
    void shouldHaveTheRatioWithinItsBoundsAndSayWhy(@ForAll("rounds") List<Times> rounds) {
        var outcome = TEST.decide(logRatios(rounds));
        var estimate = outcome.estimate();
        assertThat(estimate).isNotNull();
        if (estimate != null) {
            assertThat(estimate.ratio()).isBetween(estimate.low(), estimate.high());
            switch (outcome.decision()) {
                case NO_WORSE -> assertThat(estimate.high()).isLessThan(1.1);
                case WORSE -> assertThat(estimate.low()).isGreaterThan(1.02);
                case UNDECIDED -> assertThat(outcome.obstacle()).isNotNull();
            }
        }
    }

    /** A candidate that is slower by any factor is judged at least as badly. */
    @Property(tries = 200, seed = "35")
    void shouldNotBecomeBetterWhenTheCandidateIsSlower(
            @ForAll("rounds") List<Times> rounds, @ForAll @DoubleRange(min = 1, max = 2) @Scale(4) double slower) {
        var worse = rounds.stream()
                .map(round -> new Times(round.baseline, round.candidate * slower))
                .toList();
        if (TEST.decide(logRatios(worse)).decision() == Decision.NO_WORSE) {
            assertThat(TEST.decide(logRatios(rounds)).decision()).isEqualTo(Decision.NO_WORSE);
        }
    }

    private static double[] logRatios(List<Times> rounds) {
        return rounds.stream().mapToDouble(Times::logRatio).toArray();
    }
}
