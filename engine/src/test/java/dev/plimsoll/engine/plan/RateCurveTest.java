package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Load.Stage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RateCurveTest {
    private static final long SECOND = 1_000_000_000L;

    private static Stage stage(double seconds, double from, double to) {
        return new Stage(Math.round(seconds * SECOND), from, to, false);
    }

    @Test
    void shouldSpaceSlotsEvenlyWhenTheRateIsConstant() {
        var curve = RateCurve.of(List.of(stage(10, 400, 400)));
        assertThat(curve.slots()).isEqualTo(4_000);
        assertThat(curve.instantOf(0)).isZero();
        assertThat(curve.instantOf(1)).isEqualTo(2_500_000);
        assertThat(curve.instantOf(3_999)).isEqualTo(10 * SECOND - 2_500_000);
    }

    @Test
    void shouldFollowTheSquareRootWhenTheRateRampsFromZero() {
        var curve = RateCurve.of(List.of(stage(10, 0, 100)));
        assertThat(curve.total()).isCloseTo(500, within(1e-9));
        assertThat(curve.instantOf(125)).isEqualTo(5 * SECOND);
        assertThat(curve.rateAt(5 * SECOND)).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldSkipToTheEndOfARestWhenTheRateIsZero() {
        var curve = RateCurve.of(List.of(stage(3, 0, 0), stage(1, 10, 10), stage(5, 0, 0), stage(1, 10, 10)));
        assertThat(curve.instantOf(0)).isEqualTo(3 * SECOND);
        assertThat(curve.instantOf(10)).isEqualTo(9 * SECOND);
        assertThat(curve.slots()).isEqualTo(20);
    }

    @Test
    void shouldEndWithItsLastLoadWhenARestFollows() {
        var curve = RateCurve.of(List.of(stage(1, 10, 10), stage(5, 0, 0)));
        assertThat(curve.instantOf(9.5)).isEqualTo(950_000_000L);
        assertThat(curve.instantOf(10)).isEqualTo(SECOND);
    }

    @Test
    void shouldHaveNoSlotsWhenTheRateIsZeroThroughout() {
        assertThat(RateCurve.of(List.of(stage(1, 0, 0))).slots()).isZero();
    }

    @Test
    void shouldNotGainASlotWhenTenthsDoNotSumExactly() {
        var curve = RateCurve.of(List.of(stage(0.1, 30, 30), stage(0.1, 30, 30), stage(0.1, 30, 30)));
        assertThat(curve.slots()).isEqualTo(9);
    }

    @Test
    void shouldRefuseStagesThatAreNoCurve() {
        assertThatThrownBy(() -> RateCurve.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateCurve.of(List.of(stage(0, 1, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateCurve.of(List.of(stage(1, -1, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateCurve.of(List.of(stage(1, 1, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldTotalTheTrapezoids(@ForAll("stages") List<Stage> stages) {
        double expected = stages.stream()
                .mapToDouble(s -> (s.from() + s.to()) / 2 * s.durationNanos() / SECOND)
                .sum();
        assertThat(RateCurve.of(stages).total()).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
    }

    @Property
    void shouldReturnToTheCumulativeWhenInverted(
            @ForAll("stages") List<Stage> stages, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        var curve = RateCurve.of(stages);
        double cumulative = part * curve.total();
        long instant = curve.instantOf(cumulative);
        assertThat(instant).isBetween(0L, curve.durationNanos());
        double perNano = curve.peak() / SECOND;
        assertThat(curve.cumulativeAt(instant)).isCloseTo(cumulative, within(2 * perNano + 1e-9 * curve.total()));
    }

    @Property
    void shouldNeverGoBack(
            @ForAll("stages") List<Stage> stages,
            @ForAll @DoubleRange(min = 0, max = 1) double a,
            @ForAll @DoubleRange(min = 0, max = 1) double b) {
        var curve = RateCurve.of(stages);
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        assertThat(curve.instantOf(low * curve.total())).isLessThanOrEqualTo(curve.instantOf(high * curve.total()));
        assertThat(curve.cumulativeAt((long) (low * curve.durationNanos())))
                .isLessThanOrEqualTo(curve.cumulativeAt((long) (high * curve.durationNanos())));
    }

    @Provide
    Arbitrary<List<Stage>> stages() {
        var rate = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just(0.0)),
                net.jqwik.api.Tuple.of(3, Arbitraries.doubles().between(0, 50_000)));
        var length = Arbitraries.longs().between(1, 3_600 * SECOND);
        return Combinators.combine(length, rate, rate)
                .as((nanos, from, to) -> new Stage(nanos, from, to, false))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
