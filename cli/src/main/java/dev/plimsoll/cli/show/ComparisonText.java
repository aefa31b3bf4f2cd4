package dev.plimsoll.cli.show;

import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the two sides of a comparison measured: a line of rounds, and a table of what was held against each other. */
final class ComparisonText {
    private static final String NOTHING = "-";
    private static final int MOST_LEFT_OUT = 3;

    private final Style style;

    ComparisonText(Style style) {
        this.style = style;
    }

    /** {@code Compared in 7 of at most 20 rounds}, and the first of those that do not count. */
    static List<String> rounds(ComparisonProgress progress) {
        var lines = new ArrayList<String>();
        lines.add("Compared in %d of at most %d rounds".formatted(progress.rounds(), progress.maxRounds()));
        progress.leftOut().stream()
                .limit(MOST_LEFT_OUT)
                .map(line -> "  not counted: " + line)
                .forEach(lines::add);
        int more = progress.leftOut().size() - MOST_LEFT_OUT;
        if (more > 0) {
            lines.add("  and " + more + " more; result.json has all");
        }
        return lines;
    }

    /** One line for each objective that compares. */
    List<String> table(List<ObjectiveJudgement> objectives) {
        var table = new Table(
                new Column("COMPARED", Align.LEFT),
                new Column("OF", Align.LEFT),
                new Column("BASELINE", Align.RIGHT),
                new Column("CANDIDATE", Align.RIGHT),
                new Column("DIFFERENCE", Align.RIGHT),
                new Column("INTERVAL", Align.RIGHT),
                new Column("ALLOWED", Align.RIGHT),
                new Column("ROUNDS", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var each : objectives) {
            if (each.objective() instanceof Objective.Regression objective) {
                var contrast = each.contrast();
                var compared = objective.compared();
                table.row(
                        Cell.of(objective.name()),
                        Cell.of(objective.subject()),
                        Cell.of(contrast == null ? NOTHING : compared.format(contrast.baseline())),
                        Cell.of(contrast == null ? NOTHING : compared.format(contrast.candidate())),
                        Cell.of(Objects.requireNonNullElse(each.measuredText(), NOTHING)),
                        Cell.of(Objects.requireNonNullElse(each.confidenceText(), NOTHING)),
                        Cell.of(objective.limitText()),
                        Cell.of(contrast == null ? NOTHING : String.valueOf(contrast.rounds())),
                        new Cell(each.verdict().word(), text -> style.of(each.verdict(), text)));
            }
        }
        return table.lines();
    }
}
