package dev.plimsoll.cli.show;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.cli.compare.ComparedFiles;
import dev.plimsoll.cli.compare.ComparedFiles.Extent;
import dev.plimsoll.cli.compare.ComparedPercentile;
import dev.plimsoll.cli.compare.ComparedTag;
import dev.plimsoll.cli.compare.Request;
import dev.plimsoll.cli.compare.Scale;
import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.engine.compare.EffectSize;
import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A comparison of files as lines of text: what was read, a table of percentiles, one of effects, the verdict. */
public final class FileComparisonText {
    private static final String NOTHING = "-";
    private static final int MOST_LEFT_OUT = 3;

    private final Style style;

    public FileComparisonText(Style style) {
        this.style = style;
    }

    /** Everything there is to say. */
    public List<String> lines(Request request, ComparedFiles compared) {
        var lines = new ArrayList<String>();
        lines.add(side("Baseline", request, request.baseline(), compared.baseline()));
        lines.add(side("Candidate", request, request.candidate(), compared.candidate()));
        lines.addAll(leftOut(compared));
        compared.notes().stream().map(note -> "Note: " + note).forEach(lines::add);
        lines.add("");
        lines.addAll(percentiles(compared));
        lines.add("");
        lines.addAll(effects(compared));
        lines.add("");
        var advisory = compared.advisory();
        if (advisory != null) {
            lines.add("Advisory: " + advisory);
        }
        var verdict = compared.verdict();
        lines.add(style.strong(style.of(verdict, verdict.word())) + " ("
                + compared.reason().word() + "): " + compared.message());
        return lines;
    }

    private static String side(String title, Request request, List<String> files, Extent extent) {
        return "%-10s %s: %s, %s"
                .formatted(
                        title,
                        files.size() == 1
                                ? files.getFirst()
                                : files.getFirst() + (files.size() == 2 ? ", " : ", ..., ") + files.getLast(),
                        counted(extent.replicates(), request.grouping().thing()),
                        counted(extent.values(), "value"));
    }

    private static List<String> leftOut(ComparedFiles compared) {
        var all = compared.tags().stream()
                .flatMap(tag -> tag.percentiles().stream())
                .filter(percentile -> percentile.verdict() != null)
                .flatMap(percentile -> percentile.leftOut().stream())
                .distinct()
                .toList();
        var lines = new ArrayList<String>();
        all.stream().limit(MOST_LEFT_OUT).map(line -> "  not counted: " + line).forEach(lines::add);
        int more = all.size() - MOST_LEFT_OUT;
        if (more > 0) {
            lines.add("  and " + more + " more; --json has all");
        }
        return lines;
    }

    private List<String> percentiles(ComparedFiles compared) {
        var table = new Table(
                new Column("STEP", Align.LEFT),
                new Column("PERCENTILE", Align.LEFT),
                new Column("BASELINE", Align.RIGHT),
                new Column("CANDIDATE", Align.RIGHT),
                new Column("RATIO", Align.RIGHT),
                new Column("INTERVAL", Align.RIGHT),
                new Column("VERDICT", Align.LEFT));
        for (var tag : compared.tags()) {
            tag.percentiles().forEach(each -> table.row(row(tag, each, compared.scale())));
        }
        return table.lines();
    }

    private Cell[] row(ComparedTag tag, ComparedPercentile each, Scale scale) {
        var verdict = each.verdict();
        var estimate = each.estimate();
        return new Cell[] {
            Cell.of(name(tag)),
            Cell.of("p" + Numbers.plain(each.percentile())),
            Cell.of(scale.format(each.baseline())),
            Cell.of(scale.format(each.candidate())),
            Cell.of(estimate == null ? NOTHING : number(estimate.ratio())),
            Cell.of(interval(estimate)),
            verdict == null
                    ? Cell.of("not judged (" + each.reason().word() + ")")
                    : new Cell(verdict.word() + " (" + each.reason().word() + ")", text -> style.of(verdict, text))
        };
    }

    private static String interval(@Nullable RatioEstimate estimate) {
        return estimate == null || Double.isInfinite(estimate.high())
                ? NOTHING
                : number(estimate.low()) + ".." + number(estimate.high());
    }

    private static String name(ComparedTag tag) {
        return tag.tag().isEmpty() ? NOTHING : tag.tag();
    }

    private static String number(double number) {
        var text = String.format(Locale.ROOT, "%.3f", number);
        return text.equals("-0.000") ? "0.000" : text;
    }

    /** Where values of both sides lie apart, and by how much. */
    private static List<String> effects(ComparedFiles compared) {
        var columns = new ArrayList<>(List.of(new Column("STEP", Align.LEFT), new Column("CLIFF'S DELTA", Align.LEFT)));
        IntStream.rangeClosed(1, 9)
                .mapToObj(decile -> new Column("p" + 10 * decile, Align.RIGHT))
                .forEach(columns::add);
        var table = new Table(columns.toArray(Column[]::new));
        for (var tag : compared.tags()) {
            var effect = tag.effect();
            if (effect != null) {
                table.row(effect(name(tag), effect, compared.scale()));
            }
        }
        return table.lines();
    }

    private static Cell[] effect(String name, EffectSize effect, Scale scale) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(name));
        cells.add(Cell.of(number(effect.cliffsDelta()) + " (" + ComparedTag.magnitude(effect.cliffsDelta()) + ")"));
        effect.shifts().stream()
                .map(shift -> (shift.difference() > 0 ? "+" : "") + scale.format(shift.difference()))
                .map(Cell::of)
                .forEach(cells::add);
        return cells.toArray(Cell[]::new);
    }
}
