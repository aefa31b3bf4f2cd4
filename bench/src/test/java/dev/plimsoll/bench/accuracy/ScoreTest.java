package dev.plimsoll.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.oracle.DelayLaw;
import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.ServedLog;
import dev.plimsoll.bench.oracle.Stalls;
import dev.plimsoll.bench.stats.GridFit;
import dev.plimsoll.bench.stats.Quantiles;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final long MILLI = 1_000_000;
    private static final double RATE = 1_000;
    private static final Trial TRIAL = new Trial(0, 1, 2, Path.of(""));
    private static final Script SCRIPT = new Script(new DelayLaw(MILLI, 0), Stalls.NONE, 1);

    @Test
    void shouldBeAsItShouldBeWhenToolAndTruthAgree() {
        var score = score(Trouble.NONE, 1.005, 3_000, false, 3_000);

        assertThat(score.errors().p50()).isBetween(0.0049, 0.0051);
        assertThat(score.scriptErrors().p50()).isBetween(0.0049, 0.0051);
        assertThat(score.unaccounted()).isZero();
        assertThat(new Rounds(List.of(score)).isAsItShouldBe()).isTrue();
    }

    @Test
    void shouldMissWhenTheToolIsTooFarOff() {
        assertThat(new Rounds(List.of(score(Trouble.NONE, 1.02, 3_000, false, 3_000))).isAsItShouldBe())
                .isFalse();
    }

    @Test
    void shouldMissWhenASlotVanished() {
        var score = score(Trouble.NONE, 1, 2_999, false, 3_000);

        assertThat(score.unaccounted()).isEqualTo(1);
        assertThat(new Rounds(List.of(score)).isAsItShouldBe()).isFalse();
    }

    @Test
    void shouldAskTheOracleWhenTheToolTellsNothing() {
        var served = log(2_700);
        var measured = new Measured(
                new Quantiles(MILLI, MILLI, MILLI), true, OptionalLong.empty(), OptionalLong.empty(), false, "");

        var score = Score.of(tried(Trouble.NONE), "peer", TRIAL, measured, served);

        assertThat(score.unaccounted()).isEqualTo(300);
    }

    /** A tool that knows no rate is held against a schedule that begins with its first request. */
    @Test
    void shouldHoldItAgainstTheCasesScheduleWhenItHasNone() {
        var measured = new Measured(
                new Quantiles(MILLI, MILLI, MILLI), false, OptionalLong.empty(), OptionalLong.empty(), false, "");
        var stall = new Script(new DelayLaw(MILLI, 0), Stalls.once(1_000 * MILLI, 500 * MILLI), 1);

        var score = Score.of(new Case("case", RATE, stall, Trouble.NONE, true), "wrk", TRIAL, measured, log(1_000_000));

        assertThat(score.truth().p99()).isBetween(479e6, 482e6);
    }

    /** An oracle that is late makes no tool wrong that says so. */
    @Test
    void shouldHoldItAgainstWhatTheOracleDid() {
        var log = log(3_000);
        var late = new ServedLog(
                log.arrived(),
                LongStream.of(log.replied()).map(nanos -> nanos + MILLI).toArray());
        var measured = new Measured(
                new Quantiles(2 * MILLI, 2 * MILLI, 2 * MILLI),
                true,
                OptionalLong.of(3_000),
                OptionalLong.of(7),
                false,
                "");

        var score = Score.of(tried(Trouble.NONE), "tool", TRIAL, measured, late);

        assertThat(score.errors().p999()).isZero();
        assertThat(score.scriptErrors().p999()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheMedianOfRoundsButEverySlotThatVanished() {
        var exact = score(Trouble.NONE, 1.005, 3_000, false, 3_000);
        var off = score(Trouble.NONE, 3, 3_000, false, 3_000);
        var lossy = score(Trouble.NONE, 1.005, 2_999, false, 3_000);

        assertThat(new Rounds(List.of(exact, off, exact)).isAsItShouldBe()).isTrue();
        assertThat(new Rounds(List.of(off, exact, off)).isAsItShouldBe()).isFalse();
        assertThat(new Rounds(List.of(exact, lossy, exact)).isAsItShouldBe()).isFalse();
        assertThat(new Rounds(List.of(exact, off, exact))
                        .farthest(Score::errors)
                        .p99())
                .isEqualTo(2);
    }

    /** In trouble, a generator is right that says so, and only it. */
    @Test
    void shouldAskForItsOwnWordWhenTheGeneratorIsInTrouble() {
        for (var trouble : List.of(Trouble.PAUSE, Trouble.OVERLOAD, Trouble.QUOTA)) {
            assertThat(new Rounds(List.of(score(trouble, 50, 3_000, true, 3_000))).isAsItShouldBe())
                    .isTrue();
            assertThat(new Rounds(List.of(score(trouble, 50, 3_000, false, 3_000))).isAsItShouldBe())
                    .isFalse();
            assertThat(new Rounds(List.of(score(trouble, 50, 2_000, true, 3_000))).isAsItShouldBe())
                    .isFalse();
        }
        assertThat(new Rounds(List.of(score(Trouble.CROWD, 1, 3_000, false, 3_000))).isAsItShouldBe())
                .isTrue();
        assertThat(new Rounds(List.of(score(Trouble.CROWD, 1, 2_999, false, 3_000))).isAsItShouldBe())
                .isFalse();
        assertThat(new Rounds(List.of(score(Trouble.CROWD, 3, 3_000, true, 3_000))).isAsItShouldBe())
                .isFalse();
        assertThat(new Rounds(List.of(score(Trouble.QUOTA, 1, 3_000, false, 3_000))).isAsItShouldBe())
                .isTrue();
        assertThat(new Rounds(List.of(score(Trouble.NONE, 1, 3_000, true, 3_000))).isAsItShouldBe())
                .isFalse();
    }

    private static Score score(Trouble trouble, double factor, long accounted, boolean blamesItself, int arrivals) {
        double time = MILLI * factor;
        var measured = new Measured(
                new Quantiles(time, time, time),
                true,
                OptionalLong.of(accounted),
                OptionalLong.of(7),
                blamesItself,
                "");
        return Score.of(tried(trouble), "tool", TRIAL, measured, log(arrivals));
    }

    private static Case tried(Trouble trouble) {
        return new Case("case", RATE, SCRIPT, trouble, true);
    }

    private static ServedLog log(int arrivals) {
        var arrived = IntStream.range(0, arrivals)
                .mapToLong(i -> 7 + GridFit.pointOf(i, RATE))
                .toArray();
        return new ServedLog(
                arrived, LongStream.of(arrived).map(nanos -> nanos + MILLI).toArray());
    }
}
