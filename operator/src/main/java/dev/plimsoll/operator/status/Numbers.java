package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.CheckFailures;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.Connections;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ErrorCount;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.PhaseStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ShardStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus.ComparedStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.ConnectionTally;
import dev.plimsoll.engine.judge.Contrast;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a run measured and came to, as people read it. */
final class Numbers {
    private static final int MOST_CHECKS = 10;

    private Numbers() {}

    static void fill(RunStatusDraft draft, RunResult result, Judgement judgement) {
        var totals = judgement.totals();
        draft.objectives = judgement.objectives().isEmpty()
                ? null
                : judgement.objectives().stream().map(Numbers::objective).toList();
        draft.phases = judgement.phases().isEmpty()
                ? null
                : judgement.phases().stream().map(Numbers::phase).toList();
        draft.capacity = CapacityStatuses.of(judgement.foundCapacity());
        draft.findings = FindingStatuses.of(result);
        if (judgement.comparison() != null) {
            draft.comparison = ComparisonStatuses.after(draft.comparison, judgement.comparison());
        }
        draft.totals = totals(totals);
        draft.connections = connections(result);
        draft.offeredRate = Rates.format(totals.offeredPerSecond());
        draft.achievedRate = Rates.format(totals.achievedPerSecond());
        draft.p99 = p99(totals);
        draft.startSkew = Durations.format(totals.startSkewNanos());
        draft.shards = shards(result);
        draft.pods = reported(result) + "/" + result.plannedShards();
    }

    private static PhaseStatus phase(PhaseJudgement phase) {
        var judgement = phase.judgement();
        var totals = judgement.totals();
        return new PhaseStatus(
                phase.phase(),
                Verdict.valueOf(judgement.verdict().word()),
                judgement.reason().word(),
                judgement.message(),
                Rates.format(totals.offeredPerSecond()),
                Rates.format(totals.achievedPerSecond()),
                p99(totals),
                totals(totals));
    }

    private static @Nullable String p99(Totals totals) {
        return totals.response() == null
                ? null
                : Durations.format(totals.response().p99());
    }

    private static ObjectiveStatus objective(ObjectiveJudgement judgement) {
        return new ObjectiveStatus(
                judgement.phase().isEmpty() ? null : judgement.phase(),
                judgement.budget(),
                judgement.objective().name(),
                Verdict.valueOf(judgement.verdict().word()),
                judgement.advisory() ? true : null,
                judgement.objective().limitText(),
                judgement.measuredText(),
                judgement.confidenceText(),
                compared(judgement),
                judgement.samples(),
                judgement.reason().word(),
                judgement.message());
    }

    private static @Nullable ComparedStatus compared(ObjectiveJudgement judgement) {
        var contrast = judgement.contrast();
        if (contrast == null || !(judgement.objective() instanceof Objective.Regression regression)) {
            return null;
        }
        boolean rounds = contrast.replicate() == Contrast.Replicate.ROUND;
        return new ComparedStatus(
                regression.compared().format(contrast.baseline()),
                regression.compared().format(contrast.candidate()),
                rounds ? contrast.rounds() : null,
                rounds ? null : contrast.rounds());
    }

    private static LoadTestRunStatus.Totals totals(Totals totals) {
        var counts = totals.counts();
        return new LoadTestRunStatus.Totals(
                counts.offered(),
                counts.sent(),
                counts.ok(),
                counts.totalErrors(),
                counts.late(),
                counts.missed(),
                errorsByKind(counts.errors()),
                counts.checks() == 0 ? null : counts.checks(),
                counts.checks() == 0 ? null : counts.totalFailedChecks(),
                failedChecksByName(totals.failedChecks()));
    }

    private static @Nullable Connections connections(RunResult result) {
        var sum = new ConnectionTally();
        result.intervals().forEach(interval -> sum.add(interval.connections()));
        if (sum.isEmpty()) {
            return null;
        }
        var counts = sum.toConnections();
        return new Connections(
                counts.opened(),
                counts.failed(),
                sum.connect().map(Numbers::p99).orElse(null),
                sum.handshake().map(Numbers::p99).orElse(null));
    }

    private static String p99(Histogram times) {
        return Durations.format(times.getValueAtPercentile(99));
    }

    /** A status is read by people and kept in etcd: the worst are enough there. */
    private static @Nullable List<CheckFailures> failedChecksByName(List<Totals.FailedCheck> failed) {
        var worst = failed.stream()
                .limit(MOST_CHECKS)
                .map(check -> new CheckFailures(check.scenario(), check.step(), check.check(), check.failed()))
                .toList();
        return worst.isEmpty() ? null : worst;
    }

    private static @Nullable List<ErrorCount> errorsByKind(Map<ErrorKind, Long> errors) {
        var counts = errors.entrySet().stream()
                .filter(error -> error.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(error -> new ErrorCount(error.getKey().word(), error.getValue()))
                .toList();
        return counts.isEmpty() ? null : counts;
    }

    private static List<ShardStatus> shards(RunResult result) {
        return result.shards().stream()
                .map(shard -> new ShardStatus(
                        shard.index(),
                        shard.runner(),
                        shard.instance(),
                        shard.receivedThrough() < 0 ? null : Durations.format(shard.startSkewNanos())))
                .toList();
    }

    private static long reported(RunResult result) {
        return result.shards().stream()
                .filter(shard -> shard.receivedThrough() >= 0)
                .count();
    }
}
