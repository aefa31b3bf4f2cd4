package dev.plimsoll.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static Step held(double rate) {
        return new Step(rate, new Step.Sustained());
    }

    private static Step exceeded(double rate) {
        return exceeded(rate, Limit.RESPONSE_TIME);
    }

    private static Step exceeded(double rate, Limit limit) {
        return new Step(rate, new Step.Exceeded(limit, "too slow"));
    }

    private static Step unknown(double rate) {
        return new Step(rate, new Step.Unknown("too few"));
    }

    private static Climb climb(Step... steps) {
        return Climb.of(List.of(steps));
    }

    @Test
    void shouldBeTheHighestThatHeldBelowTheFirstThatDidNot() {
        var climb = climb(held(100), held(200), exceeded(300), held(400), exceeded(500));

        assertThat(climb.perSecond()).hasValue(200);
        assertThat(climb.next()).isEqualTo(exceeded(300));
        assertThat(climb.limit()).isEqualTo(Limit.RESPONSE_TIME);
    }

    @Test
    void shouldBeTheHighestOfAllWhenAllHeld() {
        assertThat(climb(held(100), held(200)).perSecond()).hasValue(200);
        assertThat(climb(held(100), held(200)).limit()).isEqualTo(Limit.NOTHING);
    }

    @Test
    void shouldSkipStepsOfWhichNobodyCanSayAnything() {
        assertThat(climb(unknown(100), held(200), unknown(300), exceeded(400)).perSecond())
                .hasValue(200);
        assertThat(climb(unknown(100)).isKnown()).isFalse();
    }

    @Test
    void shouldBeTheMedianOfTheClimbsWithTheirRange() {
        var capacity = Capacity.of(List.of(
                        climb(held(100), held(200), exceeded(300, Limit.ERROR_RATE)),
                        climb(held(100), exceeded(200)),
                        climb(held(100), held(200), held(300))))
                .orElseThrow();

        assertThat(capacity.perSecond()).isEqualTo(200);
        assertThat(capacity.low()).isEqualTo(100);
        assertThat(capacity.high()).isEqualTo(300);
        assertThat(capacity.confidence()).isEqualTo(0.75);
        assertThat(capacity.limit()).isEqualTo(Limit.ERROR_RATE);
        assertThat(capacity.climbs()).isEqualTo(3);
    }

    @Test
    void shouldBeTheLowerOfTwoWhenTheNumberOfClimbsIsEven() {
        assertThat(Capacity.of(List.of(climb(held(1)), climb(held(2)), climb(held(3)), climb(held(4))))
                        .orElseThrow()
                        .perSecond())
                .isEqualTo(2);
    }

    @Test
    void shouldBeZeroWhenNotEvenTheFirstStepHeld() {
        var climb = climb(exceeded(100));

        assertThat(Capacity.of(List.of(climb, climb, climb)).orElseThrow().perSecond())
                .isZero();
    }

    @Test
    void shouldBeUnknownWhenFewerThanThreeClimbsSayAnything() {
        assertThat(Capacity.of(List.of(climb(held(1)), climb(held(1)), climb(unknown(1)))))
                .isEmpty();
    }

    /** The median of n values is outside of their range when all are on one side of it: twice 2^−n. */
    @Test
    void shouldHoldTheMedianAsOftenAsItIsConfident() {
        var random = new SplittableRandom(11);
        long holding = IntStream.range(0, 20_000)
                .filter(_ -> {
                    var climbs = DoubleStream.generate(random::nextGaussian)
                            .limit(3)
                            .mapToObj(error -> climb(held(100 + 10 * error)))
                            .toList();
                    var capacity = Capacity.of(climbs).orElseThrow();
                    return capacity.low() <= 100 && 100 <= capacity.high();
                })
                .count();

        assertThat(holding / 20_000.0).isCloseTo(0.75, within(0.01));
    }

    @Test
    void shouldGrowOnlyWhenItIsBeyondDoubtAndByMuch() {
        var seconds = IntStream.range(0, 30).mapToDouble(i -> i).toArray();
        var random = new SplittableRandom(3);

        var backlog = Growth.of(
                seconds,
                IntStream.range(0, 30)
                        .mapToDouble(i -> 20 + 10 * i + random.nextGaussian())
                        .toArray());
        var steady = Growth.of(
                seconds,
                IntStream.range(0, 30)
                        .mapToDouble(i -> 20 + 5 * random.nextGaussian())
                        .toArray());
        var slightly = Growth.of(
                seconds, IntStream.range(0, 30).mapToDouble(i -> 100 + 0.5 * i).toArray());

        assertThat(backlog.slope()).isCloseTo(10, within(0.1));
        assertThat(backlog.isSubstantial()).isTrue();
        assertThat(steady.low()).isNegative();
        assertThat(steady.isSubstantial()).isFalse();
        assertThat(slightly.low()).isPositive();
        assertThat(slightly.isSubstantial()).isFalse();
    }

    /** Anscombe's first quartet: slope 0.5001, standard error 0.1179, t of 9 degrees 2.262. */
    @Test
    void shouldHaveTheSlopeOfAPublishedExample() {
        double[] x = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        double[] y = {4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96};

        var growth = Growth.of(x, y);

        assertThat(growth.slope()).isCloseTo(0.5001, within(1e-4));
        assertThat(growth.low()).isCloseTo(0.5001 - 2.262 * 0.1179, within(1e-3));
        assertThat(growth.high()).isCloseTo(0.5001 + 2.262 * 0.1179, within(1e-3));
    }

    @Test
    void shouldHoldLittlesLawWhenNumbersFitTogether() {
        var inFlight = List.of(20.0, 19.0, 21.0, 20.0, 20.0, 21.0, 19.0, 20.0);

        assertThat(LittlesLaw.of(inFlight, 500, 0.0405).holds()).isTrue();
        assertThat(LittlesLaw.of(inFlight, 500, 0.05).holds()).isFalse();
        assertThat(LittlesLaw.of(inFlight, 500, 0.05).deviation()).isCloseTo(0.25, within(1e-9));
        assertThat(LittlesLaw.of(List.of(0.0, 1.0, 0.0, 0.0, 1.0, 2.0, 0.0), 10, 0.04)
                        .holds())
                .as("so few that nobody can say")
                .isTrue();
    }

    @Test
    void shouldHaveTheKneeWhereMoreLoadBeginsToCostMoreThanItBrings() {
        assertThat(new Point(10, 500).power()).isEqualTo(25_000);
    }
}
