package dev.plimsoll.engine.finding;

import static dev.plimsoll.engine.finding.SimulatedRun.MINUTE;
import static dev.plimsoll.engine.finding.SimulatedRun.SECOND;
import static dev.plimsoll.engine.finding.SimulatedRun.lognormal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.finding.Finding.Kind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One planted problem after the other, and none. */
class FindingsTest {
    private static final SimulatedRun.Latency CALM = (_, random) -> lognormal(20, 0.5, random);

    private static SimulatedRun soak() {
        return SimulatedRun.seeded(1).hold(20 * MINUTE, 100).every(5 * SECOND);
    }

    private static SimulatedRun spike() {
        return SimulatedRun.seeded(2)
                .hold(MINUTE, 100)
                .stage(10 * SECOND, 100, 1000)
                .hold(MINUTE, 1000)
                .stage(10 * SECOND, 1000, 100)
                .hold(2 * MINUTE, 100);
    }

    /** Ten times as slow from the begin of the rush until so many seconds after its end. */
    private static SimulatedRun.Latency slowUntil(double secondsAfter) {
        return (second, random) -> lognormal(second >= 60 && second < 140 + secondsAfter ? 200 : 20, 0.5, random);
    }

    private static List<String> told(RunResult result) {
        return Findings.of(result).stream()
                .map(finding -> finding.kind().word() + ": " + finding.message())
                .toList();
    }

    private static List<Kind> kinds(RunResult result) {
        return Findings.of(result).stream().map(Finding::kind).toList();
    }

    @Test
    void shouldFindNothingWhenTheRunIsFlat() {
        assertThat(Findings.of(soak().result(CALM))).isEmpty();
    }

    @Test
    void shouldFindADriftWhenTimesGrowEvenly() {
        var result = soak().result((second, random) -> lognormal(20 * (1 + 0.3 * second / 1200), 0.5, random));

        assertThat(told(result))
                .containsExactly("Drift: in 20m at a steady 100/s, p95 of response time rose by 13% from the first half"
                        + " (49.3ms) to the second (55.8ms), by at least 12% with 99 % confidence; look for what"
                        + " grows with time, such as memory, queues, tables or connections");
        assertThat(Findings.of(result).getFirst().figures())
                .extracting(figure -> figure.name() + " " + figure.text())
                .containsExactly(
                        "percentile 95",
                        "firstHalf 49.3ms",
                        "secondHalf 55.8ms",
                        "ratio 1.13",
                        "ratioLow 1.12",
                        "ratioHigh 1.15",
                        "pairsOfBlocks 20");
    }

    @Test
    void shouldFindADriftWhenTheSecondHalfIsSlower() {
        assertThat(kinds(soak().result((second, random) -> lognormal(second < 600 ? 20 : 24, 0.5, random))))
                .containsExactly(Kind.DRIFT);
    }

    @Test
    void shouldFindADriftWhenTheTargetOnlyWarmsUp() {
        var result = soak().result((second, random) -> lognormal(20 * (1 + Math.exp(-second / 400)), 0.5, random));

        assertThat(told(result))
                .containsExactly("Drift: in 20m at a steady 100/s, p95 of response time fell by 26% from the first half"
                        + " (71.2ms) to the second (51.1ms), by at least 13% with 99 % confidence; the first half"
                        + " was not its steady state yet, and a longer warm-up would leave that out");
    }

    @Test
    void shouldLookAtTheMedianWhenRequestsAreFew() {
        var result = SimulatedRun.seeded(3)
                .hold(60 * MINUTE, 2)
                .every(5 * SECOND)
                .result((second, random) -> lognormal(20 * (1 + 0.5 * second / 3600), 0.3, random));

        assertThat(told(result)).singleElement().asString().contains("p50 of response time rose");
    }

    @Test
    void shouldFindNoDriftWhenTheLoadIsNotSteady() {
        SimulatedRun.Latency growing = (second, random) -> lognormal(20 * (1 + second / 1200), 0.5, random);

        assertThat(kinds(SimulatedRun.seeded(4)
                        .stage(20 * MINUTE, 50, 200)
                        .every(5 * SECOND)
                        .result(growing)))
                .as("a ramp")
                .isEmpty();
        assertThat(kinds(soak().beside(other(MINUTE)).result(growing)))
                .as("another phase that comes and goes every minute")
                .isEmpty();
        assertThat(kinds(soak().beside(other(20 * MINUTE)).result(growing)))
                .as("another phase that goes on all the time")
                .containsExactly(Kind.DRIFT);
    }

    /** Another phase of ten minutes or more, which has load and has none by turns of so long. */
    private static Phase other(long nanos) {
        var turn = List.of(new Load.Stage(nanos, 10, 10, false), new Load.Stage(nanos, 0, 0, false));
        var stages =
                Collections.nCopies(10, turn).stream().flatMap(List::stream).toList();
        return new Phase("other", 0, new Load.Open(Load.Arrivals.UNIFORM, stages), List.of());
    }

    @Test
    void shouldFindNoDriftWhenTheRunIsTooShort() {
        assertThat(kinds(SimulatedRun.seeded(5)
                        .hold(4 * MINUTE, 100)
                        .result((second, random) -> lognormal(second < 120 ? 20 : 24, 0.5, random))))
                .isEmpty();
    }

    @Test
    void shouldFindACliffWhenOneRequestInFiftyIsFarSlower() {
        var result = soak().result((_, random) -> lognormal(random.nextInt(50) == 0 ? 400 : 20, 0.5, random));

        assertThat(told(result))
                .containsExactly(
                        "LatencyCliff: in 20m at a steady 100/s, p99 of response time was 403ms, 7.9 times p95, which"
                            + " was 51.2ms; one request in a hundred meets what the others do not, such as a pause, a"
                            + " lock, a retry or a cold cache");
    }

    @Test
    void shouldFindNoCliffWhenTheTailIsHeavyOrNobodyFeelsIt() {
        assertThat(kinds(soak().result((_, random) -> lognormal(20, 1.2, random))))
                .as("p99 is 2.3 times p95")
                .isEmpty();
        assertThat(kinds(soak().result((_, random) -> lognormal(random.nextInt(50) == 0 ? 4 : 0.2, 0.5, random))))
                .as("milliseconds may be the generator's own")
                .isEmpty();
    }

    @Test
    void shouldFindItUnsteadyWhenTimesGoUpAndDown() {
        var result = soak().result((second, random) -> lognormal(20 * (1 + 0.6 * Math.sin(second / 30)), 0.5, random));

        assertThat(told(result))
                .containsExactly(
                        "Unsteady: in 20m at a steady 100/s, the median of response time went from 8.27ms to 32.5ms"
                                + " over 60 pieces of time, with a coefficient of variation of 40%; it was slowest from"
                                + " 40s on, for 20s");
    }

    @Test
    void shouldNotFindItUnsteadyWhenTheMedianLiesBetweenTwoSteps() {
        assertThat(kinds(soak().result((_, random) -> lognormal(random.nextBoolean() ? 20 : 200, 0.1, random))))
                .isEmpty();
    }

    @Test
    void shouldTellTheRecoveryTimeWhenARushIsOver() {
        assertThat(told(spike().result(slowUntil(12))))
                .containsExactly(
                        "Recovery: after a rush of 1000/s, p95 of response time was back at 56.9ms or less after 12s;"
                                + " before it, it was 45.5ms at 100/s");
        assertThat(told(spike().result(CALM)))
                .containsExactly(
                        "Recovery: after a rush of 1000/s, p95 of response time was back at 56.9ms or less at once;"
                                + " before it, it was 45.5ms at 100/s");
    }

    @Test
    void shouldFindASlowRecoveryWhenItTakesLong() {
        assertThat(told(spike().result(slowUntil(50))))
                .containsExactly(
                        "SlowRecovery: after a rush of 1000/s, p95 of response time was back at 56.9ms or less after"
                                + " 50s; before it, it was 45.5ms at 100/s");
    }

    @Test
    void shouldFindASlowRecoveryWhenItNeverRecovers() {
        assertThat(told(spike().result(slowUntil(1000))))
                .containsExactly(
                        "SlowRecovery: after a rush of 1000/s, p95 of response time was not back at 56.9ms or less for"
                                + " good within 2m: it was 416ms at the end, before it 45.5ms at 100/s");
    }

    @Test
    void shouldNotTakeQuickErrorsForARecovery() {
        assertThat(told(spike().failing(second -> second > 100 ? 0.5 : 0).result(CALM)))
                .containsExactly(
                        "SlowRecovery: after a rush of 1000/s, requests still failed 2m later: 50% of them, before it"
                                + " 0% at 100/s");
    }

    @Test
    void shouldOnlyTellWhenTheLoadEndedBeforeItWasSlow() {
        assertThat(kinds(spike().result(slowUntil(1000), 165 * SECOND))).containsExactly(Kind.RECOVERY);
    }

    @Test
    void shouldFindNothingWhenTheGeneratorWasLate() {
        assertThat(Findings.of(
                        soak().late(0.02).result((second, random) -> lognormal(second < 600 ? 20 : 40, 0.5, random))))
                .isEmpty();
    }

    @Test
    void shouldNotLookAtTheWarmup() {
        assertThat(Findings.of(SimulatedRun.seeded(6)
                        .warmup(10 * MINUTE, 100)
                        .hold(10 * MINUTE, 100)
                        .every(5 * SECOND)
                        .result((second, random) -> lognormal(second < 600 ? 80 : 20, 0.5, random))))
                .isEmpty();
    }

    @Test
    void shouldFindNothingWhenARunCompares() {
        assertThat(Findings.of(
                        soak().comparing().result((second, random) -> lognormal(second < 600 ? 20 : 40, 0.5, random))))
                .isEmpty();
    }

    @Test
    void shouldFindNothingWhenNothingWasMeasured() {
        assertThat(Findings.of(soak().result(CALM, 0))).isEmpty();
        assertThat(Findings.of(soak().failing(_ -> 1).result(CALM))).isEmpty();
    }

    @Test
    void shouldTellNoMoreThanFitsWhenPhasesAreMany() {
        var run = SimulatedRun.seeded(7).hold(MINUTE, 50);
        var stages = List.of(new Load.Stage(MINUTE, 50, 50, false));
        for (int i = 0; i < 30; i++) { // of the same name, so that the one series is theirs too
            run.beside(new Phase(Phase.UNNAMED, 0, new Load.Open(Load.Arrivals.UNIFORM, stages), List.of()));
        }

        assertThat(Findings.of(run.result((_, random) -> lognormal(random.nextInt(50) == 0 ? 900 : 20, 0.2, random))))
                .hasSize(Findings.MOST);
    }
}
