package dev.plimsoll.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ScalabilityTest {
    /** N* = √((1 − 0.03) ÷ 0.0005) = 44.0. */
    private static final Scalability LAW = new Scalability(100, 0.03, 0.0005);

    private static final double[] NINE_STEPS = {1, 4, 8, 16, 24, 32, 48, 64, 80};

    private static List<Point> points(Scalability law, double noise, SplittableRandom random) {
        return DoubleStream.of(NINE_STEPS)
                .mapToObj(n -> new Point(n, law.throughputAt(n) * (1 + noise * random.nextGaussian())))
                .toList();
    }

    @Test
    void shouldRecoverTheLawWhenThereIsNoNoise() {
        var fit = Scalability.fit(points(LAW, 0, new SplittableRandom(1))).orElseThrow();

        assertThat(fit.single()).isCloseTo(100, within(1e-6));
        assertThat(fit.contention()).isCloseTo(0.03, within(1e-9));
        assertThat(fit.coherence()).isCloseTo(0.0005, within(1e-11));
        assertThat(fit.peakConcurrency().orElseThrow()).isCloseTo(44.05, within(0.01));
    }

    @Property
    void shouldRecoverAnyLawWhenThereIsNoNoise(
            @ForAll @DoubleRange(min = 0.1, max = 10_000) double single,
            @ForAll @DoubleRange(min = 0, max = 0.5) double contention,
            @ForAll @Scale(6) @DoubleRange(min = 1e-5, max = 0.01) double coherence) {
        var law = new Scalability(single, contention, coherence);

        var fit = Scalability.fit(points(law, 0, new SplittableRandom(1))).orElseThrow();

        assertThat(fit.peakConcurrency().orElseThrow())
                .isCloseTo(law.peakConcurrency().orElseThrow(), within(0.01));
    }

    @Property
    void shouldNotDependOnTheUnit(@ForAll @Scale(4) @DoubleRange(min = 0.001, max = 1_000) double times) {
        var points = points(LAW, 0.02, new SplittableRandom(7));
        var others = points.stream()
                .map(point -> new Point(point.concurrency(), times * point.throughput()))
                .toList();

        assertThat(Scalability.fit(others).orElseThrow().peakConcurrency().orElseThrow())
                .isCloseTo(
                        Scalability.fit(points).orElseThrow().peakConcurrency().orElseThrow(), within(1e-6));
    }

    @Test
    void shouldRecoverThePeakWithinItsRangeWhenThereIsSomeNoise() {
        var peaks = LongStream.range(0, 400)
                .mapToDouble(seed -> Scalability.fit(points(LAW, 0.02, new SplittableRandom(seed)))
                        .orElseThrow()
                        .peakConcurrency()
                        .orElseThrow())
                .sorted()
                .toArray();

        assertThat(peaks[200]).as("median").isCloseTo(44, within(0.5));
        assertThat(peaks[20]).as("5 %").isBetween(41.0, 43.5);
        assertThat(peaks[380]).as("95 %").isBetween(44.5, 47.0);
    }

    @Test
    void shouldHoldThePeakInNineOfTenRangesWhenThereIsSomeNoise() {
        long holding = LongStream.range(0, 100)
                .filter(seed -> {
                    var points = points(LAW, 0.02, new SplittableRandom(seed));
                    var range = PeakRange.of(points, Scalability.fit(points).orElseThrow(), seed)
                            .orElseThrow();
                    return range.low() <= 44.05 && 44.05 <= range.high();
                })
                .count();

        assertThat(holding).isBetween(78L, 96L);
    }

    @Test
    void shouldBeTheSameRangeWhenTheSeedIs() {
        var points = points(LAW, 0.02, new SplittableRandom(3));
        var fit = Scalability.fit(points).orElseThrow();

        assertThat(PeakRange.of(points, fit, 5)).isEqualTo(PeakRange.of(points, fit, 5));
    }

    @Test
    void shouldHaveNoPeakWhenMoreAlwaysBringsMore() {
        var amdahl = new Scalability(100, 0.05, 0);

        assertThat(amdahl.peakConcurrency()).isEmpty();
        var points = points(amdahl, 0.02, new SplittableRandom(2));
        assertThat(PeakRange.of(points, amdahl, 1).orElseThrow().high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldFitNothingWhenPointsAreFewOrAlike() {
        assertThat(Scalability.fit(points(LAW, 0, new SplittableRandom(1)).subList(0, 3)))
                .isEmpty();
        assertThat(Scalability.fit(List.of(
                        new Point(5, 100), new Point(5, 101), new Point(5, 99), new Point(9, 100), new Point(9, 101))))
                .as("two concurrencies")
                .isEmpty();
    }
}
