package dev.plimsoll.cli.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.cli.result.ComparisonJson.ContrastJson;
import dev.plimsoll.cli.show.PlanText;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.finding.Findings;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.quantity.Durations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * {@code result.json}: the verdict and its numbers, for scripts and people. Times are milliseconds, rates are per
 * second.
 */
record ResultJson(
        String loadTest,
        String target,
        String startedAt,
        String verdict,
        String reason,
        String message,
        @Nullable String stopReason,
        @Nullable List<PhaseJson> phases,
        @Nullable ComparisonJson comparison,
        List<ObjectiveJson> objectives,
        TotalsJson totals,
        @Nullable QuantilesJson firstByteMillis,
        ConnectionsJson connections,
        @Nullable CapacityJson capacity,
        List<FindingJson> findings) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    private static final double NANOS_PER_MILLI = 1e6;

    /** What a phase came to; in a run without phases there is none. */
    record PhaseJson(String name, String verdict, String reason, String message, TotalsJson totals) {
        static PhaseJson of(PhaseJudgement phase) {
            var judged = phase.judgement();
            return new PhaseJson(
                    phase.phase(),
                    judged.verdict().word(),
                    judged.reason().word(),
                    judged.message(),
                    TotalsJson.of(judged.totals()));
        }
    }

    /** An objective, as in the status of a LoadTestRun. */
    record ObjectiveJson(
            @Nullable String phase,
            String budget,
            String name,
            String verdict,
            @Nullable Boolean advisory,
            String reason,
            String subject,
            String limit,
            @Nullable String measured,
            @Nullable String confidenceInterval,
            @Nullable ContrastJson compared,
            long samples,
            String message) {

        static ObjectiveJson of(ObjectiveJudgement judged) {
            return new ObjectiveJson(
                    judged.phase().isEmpty() ? null : judged.phase(),
                    judged.budget(),
                    judged.objective().name(),
                    judged.verdict().word(),
                    judged.advisory() ? true : null,
                    judged.reason().word(),
                    judged.objective().subject(),
                    judged.objective().limitText(),
                    judged.measuredText(),
                    judged.confidenceText(),
                    ContrastJson.of(judged),
                    judged.samples(),
                    judged.message());
        }
    }

    /** Numbers over the judged time. */
    record TotalsJson(
            double judgedSeconds,
            long offered,
            long sent,
            long ok,
            long errors,
            Map<String, Long> errorsByKind,
            long late,
            long missed,
            @Nullable Long checks,
            @Nullable Long failedChecks,
            @Nullable List<FailedCheckJson> failedChecksByName,
            double offeredPerSecond,
            double achievedPerSecond,
            double okPerSecond,
            double errorFraction,
            @Nullable QuantilesJson responseTimeMillis,
            @Nullable QuantilesJson serviceTimeMillis,
            String startSkew) {

        static TotalsJson of(Totals totals) {
            var counts = totals.counts();
            var byKind = new TreeMap<String, Long>();
            counts.errors().forEach((kind, count) -> byKind.put(kind.word(), count));
            return new TotalsJson(
                    totals.judgedNanos() / 1e9,
                    counts.offered(),
                    counts.sent(),
                    counts.ok(),
                    counts.totalErrors(),
                    byKind,
                    counts.late(),
                    counts.missed(),
                    counts.checks() == 0 ? null : counts.checks(),
                    counts.checks() == 0 ? null : counts.totalFailedChecks(),
                    counts.checks() == 0
                            ? null
                            : totals.failedChecks().stream()
                                    .map(FailedCheckJson::of)
                                    .toList(),
                    totals.offeredPerSecond(),
                    totals.achievedPerSecond(),
                    totals.okPerSecond(),
                    totals.errorFraction(),
                    QuantilesJson.of(totals.response()),
                    QuantilesJson.of(totals.service()),
                    Durations.format(totals.startSkewNanos()));
        }
    }

    /** From the send to the first byte, after the warm-up. */
    private static @Nullable QuantilesJson firstByte(RunResult result) {
        var sum = Histograms.create();
        result.intervals().stream()
                .flatMap(interval -> interval.series().stream())
                .filter(series -> !series.key().warmup())
                .forEach(series -> Histograms.addTo(sum, series.firstByte()));
        return sum.getTotalCount() == 0 ? null : QuantilesJson.of(sum);
    }

    /** How often a check failed. */
    record FailedCheckJson(String scenario, String step, String check, long failed) {
        static FailedCheckJson of(Totals.FailedCheck check) {
            return new FailedCheckJson(check.scenario(), check.step(), check.check(), check.failed());
        }
    }

    /** Quantiles of a time in milliseconds. */
    record QuantilesJson(double p50, double p90, double p95, double p99, double p999, double max, double mean) {
        static QuantilesJson of(Histogram nanos) {
            return new QuantilesJson(
                    nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    nanos.getValueAtPercentile(90) / NANOS_PER_MILLI,
                    nanos.getValueAtPercentile(95) / NANOS_PER_MILLI,
                    nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
                    nanos.getMaxValue() / NANOS_PER_MILLI,
                    nanos.getMean() / NANOS_PER_MILLI);
        }

        static @Nullable QuantilesJson of(Totals.@Nullable Quantiles nanos) {
            return nanos == null
                    ? null
                    : new QuantilesJson(
                            nanos.p50() / NANOS_PER_MILLI,
                            nanos.p90() / NANOS_PER_MILLI,
                            nanos.p95() / NANOS_PER_MILLI,
                            nanos.p99() / NANOS_PER_MILLI,
                            nanos.p999() / NANOS_PER_MILLI,
                            nanos.max() / NANOS_PER_MILLI,
                            nanos.mean() / NANOS_PER_MILLI);
        }
    }

    static ResultJson of(String loadTest, RunResult result, Judgement judgement) {
        long startNanos = result.startAtEpochNanos();
        return new ResultJson(
                loadTest,
                PlanText.target(result.plan()),
                Instant.ofEpochSecond(startNanos / 1_000_000_000L, startNanos % 1_000_000_000L)
                        .toString(),
                judgement.verdict().word(),
                judgement.reason().word(),
                judgement.message(),
                result.stopReason(),
                judgement.phases().isEmpty()
                        ? null
                        : judgement.phases().stream().map(PhaseJson::of).toList(),
                ComparisonJson.of(judgement.comparison()),
                judgement.objectives().stream().map(ObjectiveJson::of).toList(),
                TotalsJson.of(judgement.totals()),
                firstByte(result),
                ConnectionsJson.of(result),
                CapacityJson.of(judgement.foundCapacity()),
                Findings.of(result).stream().map(FindingJson::of).toList());
    }

    String text() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }
}
