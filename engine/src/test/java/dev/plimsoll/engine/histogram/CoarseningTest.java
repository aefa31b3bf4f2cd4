package dev.plimsoll.engine.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Interval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CoarseningTest {
    /** Half of a coarse bucket, and what the fine ones add. */
    private static final double ERROR = 1.0 / 256 + 1.0 / 512;

    private static Interval interval(long... nanos) {
        return Samples.interval(0, Samples.series(Samples.CART, nanos));
    }

    private static Histogram response(Interval interval) {
        return Histograms.decode(interval.series().getFirst().response());
    }

    @Provide
    Arbitrary<long[]> times() {
        return Arbitraries.longs()
                .between(Histograms.LOWEST_NANOS, 60 * Samples.SECOND)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    @Property(tries = 200)
    void shouldLoseNoCountAndMoveNoPercentileFar(@ForAll("times") long[] nanos) {
        var fine = interval(nanos);
        var coarse = Coarsening.of(fine);
        assertThat(coarse.series().getFirst().counts())
                .isEqualTo(fine.series().getFirst().counts());
        assertThat(response(coarse).getTotalCount()).isEqualTo(nanos.length);
        for (double percent : List.of(0.0, 50.0, 99.0, 100.0)) {
            double before = response(fine).getValueAtPercentile(percent);
            double after = response(coarse).getValueAtPercentile(percent);
            assertThat(Math.abs(after / before - 1)).as("p%s", percent).isLessThan(ERROR);
        }
    }

    @Property(tries = 50)
    void shouldChangeNothingMoreTheSecondTime(@ForAll("times") long[] nanos) {
        var once = Coarsening.of(interval(nanos));
        assertThat(Coarsening.of(once)).isEqualTo(once);
    }

    @Test
    void shouldMakeLessThanHalfOfLogNormalTimes() {
        RandomGenerator random = new SplittableRandom(1);
        var fine = interval(LongStream.range(0, 10_000)
                .map(_ -> Math.round(5_000_000 * Math.exp(random.nextGaussian() / 2)))
                .toArray());
        int size = fine.series().getFirst().response().size();
        assertThat(Coarsening.of(fine).series().getFirst().response().size()).isLessThan(size / 2);
    }
}
