package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ErrorCount;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.PhaseStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ShardStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run measured and came to, as people read it. */
final class Numbers {
    private Numbers() {}

    static void fill(RunStatusDraft draft, RunResult result, Judgement judgement) {
        var totals = judgement.totals();
        draft.objectives = judgement.objectives().isEmpty()
                ? null
                : judgement.objectives().stream().map(Numbers::objective).toList();
        draft.phases = judgement.phases().isEmpty()
                ? null
                : judgement.phases().stream().map(Numbers::phase).toList();
        draft.totals = totals(totals.counts());
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
                totals(totals.counts()));
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
                judgement.objective().limitText(),
                judgement.measuredText(),
                judgement.confidenceText(),
                judgement.samples(),
                judgement.reason().word(),
                judgement.message());
    }

    private static LoadTestRunStatus.Totals totals(Counts counts) {
        return new LoadTestRunStatus.Totals(
                counts.offered(),
                counts.sent(),
                counts.ok(),
                counts.totalErrors(),
                counts.late(),
                counts.missed(),
                errorsByKind(counts.errors()));
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
