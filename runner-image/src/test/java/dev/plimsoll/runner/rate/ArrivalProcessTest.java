package dev.plimsoll.runner.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Arrivals;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every arrival process, and then of each. */
class ArrivalProcessTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SEED = 42;
    private static final List<Stage> STAGES = List.of(
            new Stage(5 * SECOND, 0, 2_000, true),
            new Stage(10 * SECOND, 2_000, 2_000, false),
            new Stage(2 * SECOND, 0, 0, false),
            new Stage(3 * SECOND, 1_000, 0, false));
    private static final double TOTAL = 5_000 + 20_000 + 1_500;

    private static long[] slots(Arrivals arrivals, Lane lane) {
        var process = ArrivalProcess.of(new Load.Open(arrivals, STAGES), lane, SEED);
        return LongStream.generate(process::next)
                .takeWhile(instant -> instant != ArrivalProcess.NEVER)
                .toArray();
    }

    private static long[] together(Arrivals arrivals, int shards, int loops) {
        return IntStream.range(0, shards * loops)
                .mapToObj(i -> slots(arrivals, new Lane(new Shard(i / loops, shards), i % loops, loops)))
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverGoBackNorLeaveTheSchedule(Arrivals arrivals) {
        var slots = slots(arrivals, new Lane(new Shard(1, 2), 0, 1));
        assertThat(slots).isSorted();
        assertThat(slots[0]).isNotNegative();
        assertThat(slots[slots.length - 1]).isLessThan(20 * SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void shouldStaySilentWhenTheRateIsZero(Arrivals arrivals) {
        assertThat(Arrays.stream(slots(arrivals, new Lane(new Shard(0, 1), 0, 1))))
                .isNotEmpty()
                .noneMatch(instant -> instant > 15 * SECOND && instant < 17 * SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void shouldOfferTheIntegralOfTheRateOverAllShards(Arrivals arrivals) {
        double deviation = arrivals == Arrivals.POISSON ? 5 * Math.sqrt(TOTAL) : 0;
        assertThat((double) together(arrivals, 3, 2).length).isCloseTo(TOTAL, within(deviation));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeTheSameArrivalsWhateverTheNumberOfLoops(Arrivals arrivals) {
        assertThat(together(arrivals, 2, 3)).isEqualTo(together(arrivals, 2, 1));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayExhaustedAfterTheLastSlot(Arrivals arrivals) {
        var process = ArrivalProcess.of(
                new Load.Open(arrivals, List.of(new Stage(SECOND, 5, 5, false))),
                new Lane(new Shard(0, 1), 0, 1),
                SEED);
        var first = LongStream.generate(process::next).limit(50).toArray();
        assertThat(first).endsWith(ArrivalProcess.NEVER, ArrivalProcess.NEVER);
    }

    @Test
    void shouldInterleaveEvenlyWhenUniformArrivalsAreSharded() {
        var slots = together(Arrivals.UNIFORM, 4, 2);
        assertThat(slots).isEqualTo(together(Arrivals.UNIFORM, 1, 1));
        var steady = Arrays.stream(slots)
                .filter(instant -> instant >= 5 * SECOND && instant < 15 * SECOND)
                .toArray();
        assertThat(IntStream.range(1, steady.length).mapToLong(i -> steady[i] - steady[i - 1]))
                .allMatch(gap -> Math.abs(gap - 500_000) <= 1);
    }

    @Test
    void shouldDrawOtherArrivalsInEachShardWhenPoisson() {
        assertThat(slots(Arrivals.POISSON, new Lane(new Shard(0, 2), 0, 1)))
                .isNotEqualTo(slots(Arrivals.POISSON, new Lane(new Shard(1, 2), 0, 1)));
    }

    @Test
    void shouldHaveExponentialGapsWhenPoissonShardsAreSuperposed() {
        var slots = Arrays.stream(together(Arrivals.POISSON, 4, 1))
                .filter(instant -> instant >= 5 * SECOND && instant < 15 * SECOND)
                .toArray();
        double[] gaps = IntStream.range(1, slots.length)
                .mapToDouble(i -> (slots[i] - slots[i - 1]) / 1e9 * 2_000)
                .sorted()
                .toArray();
        assertThat(kolmogorovSmirnov(gaps)).isLessThan(1.63 / Math.sqrt(gaps.length)); // rejects 1 % of true ones
    }

    /** Greatest distance between the samples' distribution and the unit-exponential one. */
    private static double kolmogorovSmirnov(double[] sorted) {
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = 1 - Math.exp(-sorted[i]);
            distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
            distance = Math.max(distance, Math.abs((double) (i + 1) / sorted.length - expected));
        }
        return distance;
    }
}
