package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    /** Values that have a bucket of their own, so that a histogram loses nothing. */
    @Provide
    Arbitrary<List<Integer>> values() {
        return Arbitraries.integers().between(1, 60).list().ofMinSize(2).ofMaxSize(80);
    }

    @Property(tries = 200, seed = "51")
    void shouldAgreeWithTheTestOfTheLibraryWhenValuesAreInBuckets(
            @ForAll("values") List<Integer> baseline, @ForAll("values") List<Integer> candidate) {
        var buckets = MannWhitney.of(histogram(baseline), histogram(candidate));
        var arrays = MannWhitneyUTest.withDefaults()
                .with(PValueMethod.ASYMPTOTIC)
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(array(candidate), array(baseline));
        assertThat(buckets.u()).isEqualTo(arrays.getStatistic());
        if (buckets.z() > 0) {
            assertThat(buckets.higherByChance()).isCloseTo(arrays.getPValue(), within(1e-9));
        }
    }

    @Property(tries = 100, seed = "52")
    void shouldTurnRoundWhenTheArmsAreSwapped(
            @ForAll("values") List<Integer> baseline, @ForAll("values") List<Integer> candidate) {
        var one = MannWhitney.of(histogram(baseline), histogram(candidate));
        var other = MannWhitney.of(histogram(candidate), histogram(baseline));
        assertThat(other.superiority()).isCloseTo(1 - one.superiority(), within(1e-12));
        assertThat(other.z()).isCloseTo(-one.z(), within(1e-9));
    }

    @Property(tries = 100, seed = "53")
    void shouldBeTheSameWhenValuesComeInAnotherOrder(
            @ForAll("values") List<Integer> baseline, @ForAll("values") List<Integer> candidate, @ForAll long seed) {
        var shuffled = new ArrayList<>(candidate);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(MannWhitney.of(histogram(baseline), histogram(shuffled)))
                .isEqualTo(MannWhitney.of(histogram(baseline), histogram(candidate)));
    }

    /** By hand: 1, 2, 2 against 2, 3: of six pairs four are higher and two are tied, so u is 5. */
    @Test
    void shouldCountTiesHalfWhenValuesAreEqual() {
        var ranks = MannWhitney.of(histogram(List.of(1, 2, 2)), histogram(List.of(2, 3)));
        assertThat(ranks.u()).isEqualTo(5);
        assertThat(ranks.baseline()).isEqualTo(3);
        assertThat(ranks.candidate()).isEqualTo(2);
        assertThat(ranks.superiority()).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(ranks.deviation()).isCloseTo(Math.sqrt(6.0 / 12 * (6 - 24.0 / 20)), within(1e-12));
        assertThat(ranks.z()).isCloseTo(1.5 / ranks.deviation(), within(1e-12));
    }

    @Test
    void shouldFindNoDifferenceWhenAllValuesAreTied() {
        var ranks = MannWhitney.of(histogram(List.of(7, 7, 7)), histogram(List.of(7, 7)));
        assertThat(ranks.superiority()).isEqualTo(0.5);
        assertThat(ranks.deviation()).isZero();
        assertThat(ranks.z()).isZero();
        assertThat(ranks.higherByChance()).isEqualTo(0.5);
    }

    /** Two digits in one arm, three in the other: each value counts where the baseline would have counted it. */
    @Test
    void shouldCountInTheBaselinesBucketsWhenShapesDiffer() {
        var coarse = new Histogram(1, 1_000_000, 2);
        coarse.recordValue(100_000);
        var fine = new Histogram(1, 1_000_000, 3);
        fine.recordValue(100_100);
        assertThat(MannWhitney.of(coarse, fine).superiority()).isEqualTo(0.5);
        assertThat(MannWhitney.of(fine, coarse).superiority()).isNotEqualTo(0.5);
    }

    @Test
    void shouldRefuseToCompareWhenAnArmHasNoValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MannWhitney.of(histogram(List.of()), histogram(List.of(1))))
                .withMessage("0 values of the baseline and 1 of the candidate: each needs one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MannWhitney.of(histogram(List.of(1)), histogram(List.of())));
    }

    private static Histogram histogram(List<Integer> values) {
        var histogram = new Histogram(3);
        values.forEach(histogram::recordValue);
        return histogram;
    }

    private static double[] array(List<Integer> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
