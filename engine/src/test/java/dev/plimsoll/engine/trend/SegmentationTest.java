package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.engine.trend.Segmentation.Cut;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final Segmentation SEGMENTATION =
            new Segmentation(new ResemblingNights(1e-3), 2e-4, Math.log1p(0.05), 50, 3);

    private static double[] noise(long seed, int length) {
        var random = new Random(seed);
        return IntStream.range(0, length)
                .mapToDouble(_ -> 0.02 * random.nextGaussian())
                .toArray();
    }

    private static double[] with(double[] values, int from, double step) {
        double[] stepped = values.clone();
        for (int i = from; i < stepped.length; i++) {
            stepped[i] += step;
        }
        return stepped;
    }

    private static int[] indices(double[] values) {
        return SEGMENTATION.cuts(values).stream().mapToInt(Cut::at).toArray();
    }

    @Test
    void shouldFindEachChangeWhenThereAreSeveral() {
        double[] values = with(with(with(noise(1, 160), 40, 0.2), 90, -0.3), 140, 0.2);
        assertThat(indices(values)).containsExactly(40, 90, 140);
        assertThat(SEGMENTATION.cuts(values)).allMatch(cut -> cut.pValue() <= 2e-4);
    }

    /** Up and down again: over the whole series the mean after the first change is nearly that before it. */
    @Test
    void shouldFindTwoChangesThatHideEachOther() {
        assertThat(indices(with(with(noise(2, 60), 25, 0.2), 33, -0.2))).containsExactly(25, 33);
    }

    @Test
    void shouldNotTellOfASmallChangeHoweverSure() {
        double[] small = with(noise(3, 300), 150, 0.03);
        assertThat(indices(small)).isEmpty();
        assertThat(new Segmentation(new ResemblingNights(1e-3), 2e-4, 0, 50, 3).cuts(small))
                .hasSize(1);
    }

    @Test
    void shouldNotTakeOneWildNightForAChange() {
        assertThat(indices(with(noise(4, 41), 40, 0.5))).isEmpty();
        assertThat(indices(with(noise(4, 43), 40, 0.5))).containsExactly(40);
    }

    @Test
    void shouldFindNothingInShortOrConstantSeries() {
        assertThat(indices(new double[0])).isEmpty();
        assertThat(indices(new double[] {1})).isEmpty();
        assertThat(indices(new double[] {1, 2, 3, 4, 5})).isEmpty();
        assertThat(indices(new double[400])).isEmpty();
    }

    /** A level far from the others in p, not in size: the least likely point goes first, and takes nothing with it. */
    @Test
    void shouldMergeTheWeakestPointFirst() {
        Significance known = (_, bounds, split) -> bounds[split] == 10 ? 1e-9 : bounds[split] == 20 ? 5e-4 : 1;
        double[] levels = with(with(new double[30], 10, 1), 20, 1);
        var cuts = new Segmentation(known, 2e-4, 0.5, 50, 3).cuts(levels);
        assertThat(cuts).containsExactly(new Cut(10, 1e-9));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        var test = new ResemblingNights(1e-3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Segmentation(test, 0, 0, 50, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Segmentation(test, 0.1, 0, 50, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Segmentation(test, 1e-4, -1, 50, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Segmentation(test, 1e-4, 0, 5, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Segmentation(test, 1e-4, 0, 50, 0));
        assertThat(new Segmentation(test, 1e-4, 0, 6, 3).window()).isEqualTo(6);
    }

    @Property(tries = 60, seed = "63")
    void shouldFindTheSameWhenValuesAreShifted(
            @ForAll @IntRange(min = 0, max = 1_000) int seed, @ForAll @DoubleRange(min = -20, max = 20) double shift) {
        double[] values = with(noise(seed, 70), 30, 0.1);
        assertThat(indices(Arrays.stream(values).map(value -> value + shift).toArray()))
                .isEqualTo(indices(values));
    }

    @Property(tries = 60, seed = "64")
    void shouldFindTheSameSizesTurnedRound(@ForAll @IntRange(min = 0, max = 1_000) int seed) {
        double[] values = with(noise(seed, 70), 30, 0.1);
        assertThat(indices(Arrays.stream(values).map(value -> -value).toArray()))
                .isEqualTo(indices(values));
    }

    @Property(tries = 40, seed = "65")
    void shouldNotSplitNoise(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        assertThat(indices(noise(seed, 60))).isEmpty();
    }
}
