package dev.plimsoll.cli;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Reason;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.judge.ValueRange;
import dev.plimsoll.engine.judge.Verdict;
import java.util.List;
import java.util.Map;

/** Judgements to show. */
public final class Judgements {
    private static final double MS = 1e6;

    private Judgements() {}

    /** One objective missed, one without data, in one of two phases. */
    public static Judgement failedInAPhase() {
        var failed = failed();
        var of = failed.objectives().stream()
                .map(each -> new ObjectiveJudgement(
                        "rush",
                        each.budget(),
                        each.objective(),
                        each.verdict(),
                        each.measured(),
                        each.confidence(),
                        each.samples(),
                        each.reason(),
                        each.message()))
                .toList();
        var rush = new Judgement(failed.verdict(), failed.reason(), failed.message(), of, failed.totals());
        var none = new Totals(Counts.NONE, 0, 0, 0, 0, 0, null, null, 0, List.of());
        var calm = new Judgement(
                Verdict.INCONCLUSIVE,
                Reason.NO_DATA,
                "no request fell into the judged time, so there is nothing to judge",
                List.of(),
                none);
        return new Judgement(
                Verdict.FAIL,
                Reason.OBJECTIVE_MISSED,
                "1 of 2 phases failed: rush: p99 of response time is 212ms, above 100ms.",
                of,
                failed.totals(),
                List.of(new PhaseJudgement("calm", calm), new PhaseJudgement("rush", rush)));
    }

    /** One objective missed, one without data. */
    public static Judgement failed() {
        var p99 = new Objective.Latency(
                "p99",
                Selector.ALL,
                Objective.Clock.RESPONSE,
                new Statistic.Percentile(99),
                (long) (100 * MS),
                Severity.FAIL);
        var errors = new Objective.ErrorRate("errors", new Selector("buy", "cart"), 0.001, Severity.WARN);
        return new Judgement(
                Verdict.FAIL,
                Reason.OBJECTIVE_MISSED,
                "p99 of response time is 212ms, above 100ms.",
                List.of(
                        new ObjectiveJudgement(
                                "slo",
                                p99,
                                Verdict.FAIL,
                                212 * MS,
                                new ValueRange(180 * MS, 240 * MS),
                                6_000,
                                Reason.ABOVE_LIMIT,
                                ""),
                        new ObjectiveJudgement("slo", errors, Verdict.INCONCLUSIVE, null, null, 0, Reason.NO_DATA, "")),
                new Totals(
                        new Counts(
                                6_000,
                                6_000,
                                5_988,
                                0,
                                0,
                                0,
                                Map.of(ErrorKind.TIMEOUT, 10L, ErrorKind.CONNECTION_RESET, 2L)),
                        30_000_000_000L,
                        200,
                        200,
                        199.6,
                        0.002,
                        new Totals.Quantiles(
                                (long) (4 * MS),
                                (long) (9 * MS),
                                (long) (12 * MS),
                                (long) (212 * MS),
                                (long) (300 * MS),
                                (long) (301 * MS),
                                8 * MS),
                        null,
                        40_000,
                        List.of()));
    }
}
