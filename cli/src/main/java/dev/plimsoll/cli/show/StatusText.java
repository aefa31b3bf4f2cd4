package dev.plimsoll.cli.show;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.PhaseStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.engine.judge.Verdict;
import dev.plimsoll.engine.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a LoadTestRun as lines of text. */
public final class StatusText {
    private static final String NOTHING = "-";

    private final Style style;

    public StatusText(Style style) {
        this.style = style;
    }

    /** One line while it goes on: {@code Running | 1/1 pods | offered 100/s, sent 100/s | p99 30ms}. */
    public static String progress(LoadTestRunStatus status) {
        return Stream.of(
                        text("", status.phase()),
                        text("pods ", status.pods()),
                        text("offered ", status.offeredRate()),
                        text("sent ", status.achievedRate()),
                        text("p99 ", status.p99()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    /** Everything there is to say about a judged run. */
    public List<String> lines(LoadTestRunStatus status) {
        var lines = new ArrayList<String>();
        var totals = status.totals();
        if (totals != null) {
            lines.add("Judged: %s requests sent of %s offered (%s of %s), %s errors; pods %s, start skew %s"
                    .formatted(
                            Numbers.grouped(totals.sent()),
                            Numbers.grouped(totals.offered()),
                            orNothing(status.achievedRate()),
                            orNothing(status.offeredRate()),
                            Numbers.grouped(totals.errors()),
                            orNothing(status.pods()),
                            orNothing(status.startSkew())));
            checks(totals, lines);
            lines.add("");
        }
        var phases = status.phases();
        if (phases != null && !phases.isEmpty()) {
            lines.addAll(phaseTable(phases));
            lines.add("");
        }
        comparison(status, lines);
        var objectives = Stream.ofNullable(status.objectives())
                .flatMap(List::stream)
                .filter(each -> each.compared() == null)
                .toList();
        if (!objectives.isEmpty()) {
            lines.addAll(table(objectives));
            lines.add("");
        }
        var capacity = status.capacity();
        if (capacity != null && capacity.rate() != null) {
            lines.add("Capacity %s (%s climbs: %s to %s), limited by %s"
                    .formatted(
                            capacity.rate(),
                            orNothing(capacity.climbs()),
                            orNothing(capacity.low()),
                            orNothing(capacity.high()),
                            orNothing(capacity.limitedBy())));
            lines.add("");
        }
        var findings = status.findings();
        if (findings != null && !findings.isEmpty()) {
            lines.addAll(new FindingText(style).linesOf(findings));
            lines.add("");
        }
        var verdict = verdict(status.verdict());
        lines.add(style.strong(style.of(verdict, verdict.word())) + " (" + orNothing(status.reason()) + "): "
                + orNothing(status.message()));
        if (status.override() != null) {
            lines.add("Overridden until %s: %s"
                    .formatted(status.override().until(), status.override().reason()));
        }
        return lines;
    }

    private void comparison(LoadTestRunStatus status, List<String> lines) {
        var comparison = status.comparison();
        if (comparison == null) {
            return;
        }
        lines.add("Compared in " + orNothing(comparison.rounds()) + " rounds; "
                + orNothing(comparison.placementMessage()));
        lines.add("");
        var compared = Stream.ofNullable(status.objectives())
                .flatMap(List::stream)
                .filter(each -> each.compared() != null)
                .toList();
        if (!compared.isEmpty()) {
            lines.addAll(comparedTable(compared));
            lines.add("");
        }
    }

    private List<String> comparedTable(List<ObjectiveStatus> objectives) {
        var table = new Table(
                new Column("COMPARED", Align.LEFT),
                new Column("BASELINE", Align.RIGHT),
                new Column("CANDIDATE", Align.RIGHT),
                new Column("DIFFERENCE", Align.RIGHT),
                new Column("INTERVAL", Align.RIGHT),
                new Column("ALLOWED", Align.RIGHT),
                new Column("ROUNDS", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : objectives) {
            var compared = Objects.requireNonNull(each.compared());
            var verdict = verdict(each.verdict());
            table.row(
                    Cell.of(each.budget() + "/" + each.name()),
                    Cell.of(compared.baseline()),
                    Cell.of(compared.candidate()),
                    Cell.of(orNothing(each.measured())),
                    Cell.of(orNothing(each.confidenceInterval())),
                    Cell.of(each.limit()),
                    Cell.of(String.valueOf(compared.rounds())),
                    new Cell(verdict.word(), text -> style.of(verdict, text)));
        }
        return table.lines();
    }

    private static void checks(LoadTestRunStatus.Totals totals, List<String> lines) {
        if (totals.checks() != null && totals.failedChecks() != null) {
            var failed = Stream.ofNullable(totals.failedChecksByName())
                    .flatMap(List::stream)
                    .map(check ->
                            new ChecksText.Failed(check.scenario() + "/" + check.step(), check.check(), check.failed()))
                    .toList();
            lines.addAll(ChecksText.lines(totals.checks(), totals.failedChecks(), failed));
        }
    }

    private List<String> phaseTable(List<PhaseStatus> phases) {
        var table = new Table(
                new Column("PHASE", Align.LEFT),
                new Column("OFFERED", Align.RIGHT),
                new Column("SENT", Align.RIGHT),
                new Column("P99", Align.RIGHT),
                new Column("ERRORS", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : phases) {
            var verdict = verdict(each.verdict());
            table.row(
                    Cell.of(each.name()),
                    Cell.of(each.offeredRate()),
                    Cell.of(each.achievedRate()),
                    Cell.of(orNothing(each.p99())),
                    Cell.of(Numbers.grouped(each.totals().errors())),
                    new Cell(verdict.word(), text -> style.of(verdict, text)));
        }
        return table.lines();
    }

    private List<String> table(List<ObjectiveStatus> objectives) {
        var table = new Table(
                new Column("OBJECTIVE", Align.LEFT),
                new Column("LIMIT", Align.RIGHT),
                new Column("MEASURED", Align.RIGHT),
                new Column("95 % INTERVAL", Align.RIGHT),
                new Column("SAMPLES", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : objectives) {
            var verdict = verdict(each.verdict());
            table.row(
                    Cell.of((each.phase() == null ? "" : each.phase() + ": ") + each.budget() + "/" + each.name()),
                    Cell.of(each.limit()),
                    Cell.of(orNothing(each.measured())),
                    Cell.of(orNothing(each.confidenceInterval())),
                    Cell.of(Numbers.grouped(each.samples())),
                    new Cell(verdict.word(), text -> style.of(verdict, text)));
        }
        return table.lines();
    }

    /** The engine's verdict for the API's; a run that carries none is as good as inconclusive. */
    public static Verdict verdict(dev.plimsoll.api.v1alpha1.@Nullable Verdict verdict) {
        return switch (verdict) {
            case Pass -> Verdict.PASS;
            case Warn -> Verdict.WARN;
            case Fail -> Verdict.FAIL;
            case Inconclusive -> Verdict.INCONCLUSIVE;
            case null -> Verdict.INCONCLUSIVE;
        };
    }

    private static String text(String label, @Nullable Object value) {
        return value == null ? "" : label + value;
    }

    private static String orNothing(@Nullable String text) {
        return Objects.requireNonNullElse(text, NOTHING);
    }
}
