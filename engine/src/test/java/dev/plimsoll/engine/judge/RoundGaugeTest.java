package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static dev.plimsoll.engine.judge.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundGaugeTest {
    private static final Compared MEDIAN = new Compared.Time(Objective.Clock.RESPONSE, new Statistic.Percentile(50));
    private static final Compared ERRORS = new Compared.ErrorRate();
    private static final Compared THROUGHPUT = new Compared.Throughput();

    /** The third round, of which 2 s are judged, with so many good answers on each side. */
    private static Round round(long baseline, long candidate) {
        return new Round(
                2,
                true,
                2 * SECOND,
                List.of(good(Arm.BASELINE, "login", baseline), good(Arm.CANDIDATE, "login", candidate)),
                List.of());
    }

    private static Series good(String arm, String step, long count) {
        return series(arm, step, new Counts(count, count, count, 0, 0, 0, Map.of()), count);
    }

    private static Series series(String arm, String step, Counts counts, long timed) {
        var times = Histograms.create();
        times.recordValueWithCount(50 * MILLI, timed);
        var encoded = Histograms.encode(times);
        return new Series(
                new SeriesKey(arm, Phase.UNNAMED, "buy", step, false),
                counts,
                encoded,
                encoded,
                EncodedHistogram.EMPTY);
    }

    private static RoundReading read(Round round, Compared compared, Selector selector) {
        return RoundGauge.read(
                round, new Objective.Regression("compared", selector, compared, 0.02, 0.1, Severity.FAIL));
    }

    private static RoundReading read(long baseline, long candidate, Compared compared) {
        return read(round(baseline, candidate), compared, Selector.ALL);
    }

    private static RoundReading leftOut(Reason reason, String why, boolean byTarget) {
        return new RoundReading.LeftOut(3, new Doubt(reason, why), byTarget);
    }

    @Test
    void shouldReadARoundAsSoonAsBothSidesHaveEnoughRequests() {
        assertThat(read(60, 60, MEDIAN)).isInstanceOf(RoundReading.Sample.class);
        assertThat(read(60, 59, MEDIAN))
                .isEqualTo(leftOut(
                        Reason.TOO_FEW_SAMPLES,
                        "the candidate had 59 requests, and p50 needs 60 on each side in every round",
                        false));
        assertThat(read(30, 30, ERRORS)).isInstanceOf(RoundReading.Sample.class);
        assertThat(read(30, 29, ERRORS))
                .isEqualTo(leftOut(
                        Reason.TOO_FEW_SAMPLES,
                        "a side had 29 requests, and an error rate needs 30 on each side in every round",
                        false));
    }

    /** A candidate that gets little done is the worse for it, and no reason to leave the round out. */
    @Test
    void shouldAskOnlyTheBaselineForGoodResponses() {
        assertThat(read(40, 20, THROUGHPUT)).isInstanceOfSatisfying(RoundReading.Sample.class, sample -> {
            assertThat(sample.baseline()).isEqualTo(20);
            assertThat(sample.candidate()).isEqualTo(10);
            assertThat(sample.logRatio()).isCloseTo(Math.log(2), within(0.02));
            assertThat(sample.samples()).isEqualTo(20);
        });
        assertThat(read(30, 1, THROUGHPUT)).isInstanceOf(RoundReading.Sample.class);
        assertThat(read(29, 30, THROUGHPUT))
                .isEqualTo(leftOut(
                        Reason.TOO_FEW_SAMPLES,
                        "the baseline had 29 good responses, and a throughput needs 30 in every round",
                        false));
    }

    /** Where one side got as far as the step cart, the other is to blame that it did not. */
    @Test
    void shouldBlameTheSideToWhichNoSuchRequestFell() {
        var cart = new Selector("buy", "cart");
        var baselineAlone = new Round(
                2,
                true,
                2 * SECOND,
                List.of(
                        good(Arm.BASELINE, "login", 100),
                        good(Arm.CANDIDATE, "login", 100),
                        good(Arm.BASELINE, "cart", 100)),
                List.of());

        assertThat(read(baselineAlone, MEDIAN, cart))
                .isEqualTo(leftOut(Reason.NO_DATA, "no such request fell to the candidate", true));
        assertThat(read(round(100, 100), MEDIAN, cart))
                .isEqualTo(leftOut(Reason.NO_DATA, "no such request fell to the baseline", false));
    }

    @Test
    void shouldBlameTheSideThatHasNoTimesForTooMany() {
        assertThat(read(refusing(100), MEDIAN, Selector.ALL)).isInstanceOf(RoundReading.Sample.class);
        assertThat(read(refusing(101), MEDIAN, Selector.ALL))
                .isEqualTo(leftOut(
                        Reason.PARTIAL_EVIDENCE,
                        "101 of 200 requests to the candidate have no response time, and p50 needs it of 50%",
                        true));
    }

    /** So many of 200 requests of the candidate are refused. */
    private static Round refusing(long refused) {
        var counts = new Counts(200, 200, 200 - refused, 0, 0, 0, Map.of(ErrorKind.CONNECTION_REFUSED, refused));
        return new Round(
                2,
                true,
                2 * SECOND,
                List.of(good(Arm.BASELINE, "login", 200), series(Arm.CANDIDATE, "login", counts, 200 - refused)),
                List.of());
    }
}
