package dev.plimsoll.cli.show;

import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.engine.finding.Finding;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A judgement as lines of text: totals, a table of objectives, the verdict's sentence. */
public final class VerdictText {
    private static final String NOTHING = "-";

    private final Style style;

    public VerdictText(Style style) {
        this.style = style;
    }

    /** Everything there is to say about a judged run. */
    public List<String> lines(Judgement judgement) {
        return lines(judgement, List.of());
    }

    /** With what stands out over its time. */
    public List<String> lines(Judgement judgement, List<Finding> findings) {
        var lines = new ArrayList<String>();
        lines.addAll(totals(judgement));
        lines.add("");
        if (!judgement.phases().isEmpty()) {
            lines.addAll(phases(judgement.phases()));
            lines.add("");
        }
        if (judgement.comparison() != null) {
            lines.addAll(ComparisonText.rounds(judgement.comparison()));
            lines.add("");
            lines.addAll(new ComparisonText(style).table(judgement.objectives()));
            lines.add("");
        }
        var limits = judgement.objectives().stream()
                .filter(each -> judgement.comparison() == null || !(each.objective() instanceof Objective.Regression))
                .toList();
        if (!limits.isEmpty()) {
            lines.addAll(objectives(limits, !judgement.phases().isEmpty()));
            lines.add("");
        }
        var capacity = judgement.foundCapacity();
        if (capacity != null) {
            lines.addAll(new CapacityText(style).lines(capacity));
            lines.add("");
        }
        if (!findings.isEmpty()) {
            lines.addAll(new FindingText(style).lines(findings));
            lines.add("");
        }
        var verdict = judgement.verdict();
        lines.add(style.strong(style.of(verdict, verdict.word())) + " ("
                + judgement.reason().word() + "): " + judgement.message());
        return lines;
    }

    /** Of a comparison no times: those of both sides together are nobody's. */
    private static List<String> totals(Judgement judgement) {
        var totals = judgement.totals();
        var counts = totals.counts();
        var lines = new ArrayList<String>();
        lines.add("Judged %s: %s requests sent of %s offered (%s of %s), %s errors (%s)"
                .formatted(
                        Durations.format(totals.judgedNanos()),
                        Numbers.grouped(counts.sent()),
                        Numbers.grouped(counts.offered()),
                        Rates.format(totals.achievedPerSecond()),
                        Rates.format(totals.offeredPerSecond()),
                        Numbers.grouped(counts.totalErrors()),
                        Percentages.format(totals.errorFraction())));
        counts.errors().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "  " + entry.getKey().word() + ": " + Numbers.grouped(entry.getValue()))
                .forEach(lines::add);
        checks(totals, lines);
        if (judgement.comparison() == null) {
            quantiles("Response time", totals.response(), lines);
            quantiles("Service time", totals.service(), lines);
        }
        return lines;
    }

    private static void checks(Totals totals, List<String> lines) {
        var counts = totals.counts();
        if (counts.checks() > 0) {
            var failed = totals.failedChecks().stream()
                    .map(check ->
                            new ChecksText.Failed(check.scenario() + "/" + check.step(), check.check(), check.failed()))
                    .toList();
            lines.addAll(ChecksText.lines(counts.checks(), counts.totalFailedChecks(), failed));
        }
    }

    private static void quantiles(String title, Totals.@Nullable Quantiles times, List<String> lines) {
        if (times != null) {
            lines.add("%-14s p50 %s, p90 %s, p95 %s, p99 %s, p99.9 %s, max %s"
                    .formatted(
                            title,
                            Durations.format(times.p50()),
                            Durations.format(times.p90()),
                            Durations.format(times.p95()),
                            Durations.format(times.p99()),
                            Durations.format(times.p999()),
                            Durations.format(times.max())));
        }
    }

    private List<String> phases(List<PhaseJudgement> phases) {
        var table = new Table(
                new Column("PHASE", Align.LEFT),
                new Column("JUDGED", Align.RIGHT),
                new Column("OFFERED", Align.RIGHT),
                new Column("SENT", Align.RIGHT),
                new Column("P50", Align.RIGHT),
                new Column("P99", Align.RIGHT),
                new Column("ERRORS", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : phases) {
            var totals = each.judgement().totals();
            var times = totals.response();
            var verdict = each.judgement().verdict();
            table.row(
                    Cell.of(each.phase()),
                    Cell.of(Durations.format(totals.judgedNanos())),
                    Cell.of(Rates.format(totals.offeredPerSecond())),
                    Cell.of(Rates.format(totals.achievedPerSecond())),
                    Cell.of(times == null ? NOTHING : Durations.format(times.p50())),
                    Cell.of(times == null ? NOTHING : Durations.format(times.p99())),
                    Cell.of(Percentages.format(totals.errorFraction())),
                    new Cell(verdict.word(), text -> style.of(verdict, text)));
        }
        return table.lines();
    }

    private List<String> objectives(List<ObjectiveJudgement> objectives, boolean phased) {
        var table = new Table(
                new Column("OBJECTIVE", Align.LEFT),
                new Column("OF", Align.LEFT),
                new Column("LIMIT", Align.RIGHT),
                new Column("MEASURED", Align.RIGHT),
                new Column("95 % INTERVAL", Align.RIGHT),
                new Column("SAMPLES", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : objectives) {
            table.row(
                    Cell.of((phased ? each.phase() + ": " : "")
                            + each.objective().name()),
                    Cell.of(each.objective().subject()),
                    Cell.of(each.objective().limitText()),
                    Cell.of(Objects.requireNonNullElse(each.measuredText(), NOTHING)),
                    Cell.of(Objects.requireNonNullElse(each.confidenceText(), NOTHING)),
                    Cell.of(Numbers.grouped(each.samples())),
                    new Cell(
                            each.verdict().word() + (each.advisory() ? " (advisory)" : ""),
                            text -> style.of(each.verdict(), text)));
        }
        return table.lines();
    }
}
