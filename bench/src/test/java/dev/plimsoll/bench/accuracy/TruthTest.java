package dev.plimsoll.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.oracle.DelayLaw;
import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.ServedLog;
import dev.plimsoll.bench.oracle.Stalls;
import dev.plimsoll.bench.stats.Quantiles;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final long MILLI = 1_000_000;
    private static final DelayLaw FIXED = new DelayLaw(MILLI, 0);

    @Test
    void shouldBeTheDelayWhenNothingStalls() {
        var truth = new Truth(1_000, 2, 5).byScript(new Script(FIXED, Stalls.NONE, 1), 0);

        assertThat(truth).containsExactly(MILLI, MILLI, MILLI);
    }

    /** Slots at 0, 1, 2, … ms and a stall from 3.5 to 8.5 ms: replies due at 4 to 8 ms wait for its end. */
    @Test
    void shouldIncludeTheWaitWhenTheReplyFallsIntoAStall() {
        var script = new Script(FIXED, Stalls.once(7 * MILLI / 2, 5 * MILLI), 1);

        assertThat(new Truth(1_000, 2, 9).byScript(script, 0))
                .containsExactly(
                        MILLI, 11 * MILLI / 2, 9 * MILLI / 2, 7 * MILLI / 2, 5 * MILLI / 2, 3 * MILLI / 2, MILLI);
    }

    /** P(R > x) = (W − x) / P for a stall of W in each P: at p99 W − P/100. */
    @Test
    void shouldFollowTheFormulaWhenStallsComeAgainAndAgain() {
        var script = new Script(FIXED, new Stalls(0, 5_000 * MILLI, 200 * MILLI), 1);

        var quantiles = Quantiles.of(new Truth(1_000, 0, 100_000).byScript(script, 0));

        assertThat(quantiles.p50()).isEqualTo(MILLI);
        assertThat(quantiles.p99()).isBetween(149.0 * MILLI, 152.0 * MILLI);
        assertThat(quantiles.p999()).isBetween(195.0 * MILLI, 197.0 * MILLI);
    }

    @Test
    void shouldMoveWithThePhaseWhenTheFirstArrivalWasLate() {
        var script = new Script(FIXED, Stalls.once(0, 10 * MILLI), 1);

        assertThat(new Truth(1_000, 0, 1).byScript(script, -3 * MILLI)).containsExactly(MILLI);
        assertThat(new Truth(1_000, 0, 1).byScript(script, 3 * MILLI)).containsExactly(7 * MILLI);
    }

    @Test
    void shouldCountFromTheSlotWhenItIsTakenAsServed() {
        var log = new ServedLog(new long[] {100, 1_100, 2_100}, new long[] {1_000_500, 2_000_600, 3_000_700});

        assertThat(new Truth(1_000, 1, 5).asServed(log, 0)).containsExactly(1_000_600, 1_000_700);
    }

    @Test
    void shouldSayHowLateTheOracleWas() {
        var log = new ServedLog(new long[] {50, MILLI}, new long[] {50 + MILLI, 2 * MILLI + 30});

        assertThat(Truth.oracleLateness(new Script(FIXED, Stalls.NONE, 1), log)).containsExactly(0, 30);
    }
}
