package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.compare.EffectSize.Shift;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class EffectSizeTest {
    @Test
    void shouldGiveTheDecilesOfEitherArmWhenTheyAreCompared() {
        var baseline = histogram(1, IntStream.rangeClosed(1, 100).toArray());
        var candidate = histogram(2, IntStream.rangeClosed(1, 100).toArray());
        var effect = EffectSize.of(baseline, candidate);
        assertThat(effect.shifts()).hasSize(9);
        assertThat(effect.shifts().getFirst()).isEqualTo(new Shift(10, 10, 20));
        assertThat(effect.shifts().get(4)).isEqualTo(new Shift(50, 50, 100));
        assertThat(effect.shifts().getLast()).isEqualTo(new Shift(90, 90, 180));
        assertThat(effect.shifts().getLast().difference()).isEqualTo(90);
        assertThat(effect.cliffsDelta()).isCloseTo(2 * effect.superiority() - 1, within(1e-12));
        assertThat(effect.cliffsDelta()).isBetween(0.4, 0.6);
    }

    @Test
    void shouldBeAtItsEndsWhenTheArmsDoNotOverlap() {
        var low = histogram(1, 1, 2, 3);
        var high = histogram(1, 4, 5);
        assertThat(EffectSize.of(low, high).cliffsDelta()).isEqualTo(1);
        assertThat(EffectSize.of(high, low).cliffsDelta()).isEqualTo(-1);
        assertThat(EffectSize.of(low, low).cliffsDelta()).isZero();
    }

    /** Times of some requests. */
    @Provide
    Arbitrary<int[]> values() {
        return Arbitraries.integers()
                .between(1, 5_000)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** A factor that is a power of two moves every value to the bucket that is so much higher. */
    @Property(tries = 100, seed = "61")
    void shouldBeTheSameWhenTheUnitIsAnother(@ForAll("values") int[] baseline, @ForAll("values") int[] candidate) {
        var effect = EffectSize.of(histogram(1, baseline), histogram(1, candidate));
        var scaled = EffectSize.of(histogram(1024, baseline), histogram(1024, candidate));
        assertThat(scaled.superiority()).isEqualTo(effect.superiority());
    }

    private static Histogram histogram(int unit, int... values) {
        var histogram = new Histogram(3);
        for (int value : values) {
            histogram.recordValue((long) value * unit);
        }
        return histogram;
    }
}
