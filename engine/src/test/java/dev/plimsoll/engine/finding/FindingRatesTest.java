package dev.plimsoll.engine.finding;

import static dev.plimsoll.engine.finding.SimulatedRun.MINUTE;
import static dev.plimsoll.engine.finding.SimulatedRun.SECOND;
import static dev.plimsoll.engine.finding.SimulatedRun.lognormal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.RunResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a flat run has a finding, and a run that gets slower has its own. docs/findings.md says these numbers: who
 * changes a threshold changes them.
 */
class FindingRatesTest {
    /**
     * Calm: the choice of requests alone. Cluster: what a comparison is simulated with, a drift of 10 % that takes
     * minutes (AR 0.95 in 5 s) and one of 4 % that takes seconds (AR 0.7).
     */
    enum Weather {
        CALM(0),
        CLUSTER(1);

        private final double on;

        Weather(double on) {
            this.on = on;
        }

        /** What the times of each interval are multiplied by. */
        double[] factors(int intervals, int seconds, SplittableRandom random) {
            var slow = new AutoRegression(Math.pow(0.95, seconds / 5.0), 0.10 * on, random);
            var quick = new AutoRegression(Math.pow(0.7, seconds / 5.0), 0.04 * on, random);
            return IntStream.range(0, intervals)
                    .mapToDouble(_ -> Math.exp(slow.next() + quick.next()))
                    .toArray();
        }
    }

    private static final class AutoRegression {
        private final double correlation;
        private final double innovation;
        private final SplittableRandom random;
        private double value;

        AutoRegression(double correlation, double deviation, SplittableRandom random) {
            this.correlation = correlation;
            this.innovation = deviation * Math.sqrt(1 - correlation * correlation);
            this.random = random;
            this.value = deviation * random.nextGaussian();
        }

        double next() {
            value = correlation * value + innovation * random.nextGaussian();
            return value;
        }
    }

    /**
     * So many runs of one kind.
     *
     * @param atEnd how many times as long requests take at the end
     */
    private record Runs(int count, int minutes, Weather weather, double atEnd) {
        List<Finding> found() {
            return LongStream.range(0, count)
                    .mapToObj(this::run)
                    .flatMap(run -> Findings.of(run).stream())
                    .toList();
        }

        /** At 50/s, lognormal with a deviation of 0.5. */
        private RunResult run(long seed) {
            int seconds = minutes > 30 ? 15 : 5;
            var factors = weather.factors(60 * minutes / seconds, seconds, new SplittableRandom(-seed - 1));
            return SimulatedRun.seeded(seed)
                    .hold(minutes * MINUTE, 50)
                    .every(seconds * SECOND)
                    .result((second, random) -> {
                        double growth = 1 + (atEnd - 1) * second / (60.0 * minutes);
                        return lognormal(20 * growth * factors[(int) second / seconds], 0.5, random);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 5, CALM, 0", "100, 5, CLUSTER, 1", "100, 10, CLUSTER, 1", "20, 60, CALM, 0", "40, 60, CLUSTER, 0"
    })
    void shouldSeldomFindAnythingWhenARunIsFlat(int runs, int minutes, Weather weather, int most) {
        assertThat(new Runs(runs, minutes, weather, 1).found()).hasSizeLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"50, 10, CALM, 1.4, 40", "50, 10, CLUSTER, 2, 30", "20, 60, CALM, 1.2, 20", "40, 60, CLUSTER, 2, 36"})
    void shouldFindTheDriftWhenTimesGrowEvenly(int runs, int minutes, Weather weather, double atEnd, int least) {
        assertThat(new Runs(runs, minutes, weather, atEnd).found())
                .filteredOn(finding -> finding.kind() == Finding.Kind.DRIFT)
                .hasSizeGreaterThanOrEqualTo(least);
    }
}
