package dev.plimsoll.operator.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.operator.testing.Resources;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightRecordsTest {
    private static final String ENDED = """
        metadata: {name: checkout-1, namespace: shop, uid: uid-1}
        spec: {loadTest: checkout}
        status:
          phase: Complete
          verdict: Pass
          reason: AllObjectivesMet
          startAt: 2026-11-01T02:00:00.5Z
          completedAt: 2026-11-01T02:05:00Z
          setup: {spec: aa, runners: 2, runnerImage: 'runner:1', nodeType: small}
          objectives:
            - {budget: slo, name: p99, verdict: Pass, limit: <= 300ms, measured: 212ms, samples: 9, reason: WithinLimit, message: x}
        """;

    private static LoadTestRun run(String from, String to) {
        assertThat(ENDED).contains(from);
        return Resources.loadTestRun(ENDED.replace(from, to));
    }

    @Test
    void shouldKeepWhatARunCameTo() {
        assertThat(NightRecords.isNight(Resources.loadTestRun(ENDED))).isTrue();
        var night = NightRecords.add(TrendSeries.EMPTY, Resources.loadTestRun(ENDED))
                .nights()
                .getFirst();
        assertThat(night.run()).isEqualTo("checkout-1");
        assertThat(night.uid()).isEqualTo("uid-1");
        assertThat(night.time()).isEqualTo("2026-11-01T02:00:00.5Z");
        assertThat(night.setup()).isEqualTo("aa | 2 runners | runner:1 | small");
        assertThat(night.doubtful()).isFalse();
        assertThat(night.objectives())
                .containsExactly(new TrendSeries.Point(null, "slo", "p99", "<= 300ms", "212ms", "Pass"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("spec: {loadTest: checkout}", "spec: {}"),
                Arguments.of(
                        "spec: {loadTest: checkout}", "spec: {loadTest: checkout, revision: {name: v2, attempt: 1}}"),
                Arguments.of(
                        "spec: {loadTest: checkout}", "spec: {loadTest: checkout, overrides: {runners: {count: 3}}}"),
                Arguments.of("  verdict: Pass\n", ""),
                Arguments.of("  completedAt: 2026-11-01T02:05:00Z\n", ""));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldNotTakeForANightWhatRanSomethingElseOrWasNotJudged(String from, String to) {
        assertThat(NightRecords.isNight(run(from, to))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Aborted", "RunnerLost", "GeneratorLimited", "Stopped", "Interrupted"})
    void shouldDoubtARunThatWasNotWhatItShouldBe(String reason) {
        var night = NightRecords.add(TrendSeries.EMPTY, run("AllObjectivesMet", reason))
                .nights()
                .getFirst();
        assertThat(night.doubtful()).isTrue();
    }

    @Test
    void shouldTakeWhatNobodySawToBeAsBefore() {
        var first = NightRecords.add(TrendSeries.EMPTY, Resources.loadTestRun(ENDED));
        var blind = run("runnerImage: 'runner:1', nodeType: small", "runnerImage: unknown, nodeType: unknown");
        blind.getMetadata().setUid("uid-2");
        var series = NightRecords.add(first, blind);
        assertThat(series.nights())
                .hasSize(2)
                .allMatch(night -> night.setup().equals("aa | 2 runners | runner:1 | small"));
        var other = run("nodeType: small", "nodeType: large");
        other.getMetadata().setUid("uid-3");
        assertThat(NightRecords.add(series, other).nights())
                .anyMatch(night -> night.setup().endsWith("| large"));
        assertThat(NightRecords.add(TrendSeries.EMPTY, blind)
                        .nights()
                        .getFirst()
                        .setup())
                .isEqualTo("aa | 2 runners | unknown | unknown");
    }
}
