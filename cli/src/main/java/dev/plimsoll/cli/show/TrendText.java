package dev.plimsoll.cli.show;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.cli.trend.TestTrend;
import dev.plimsoll.engine.judge.Verdict;
import dev.plimsoll.engine.trend.Limit;
import dev.plimsoll.engine.trend.Night;
import dev.plimsoll.operator.trend.ObjectiveTrend;
import dev.plimsoll.operator.trend.TrendWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Trends as lines of text: a table with a line for each objective, and a sentence for each thing to be seen. */
public final class TrendText {
    private static final String NOTHING = "-";
    private static final int SHOWN = 60;

    private final Style style;

    public TrendText(Style style) {
        this.style = style;
    }

    /** Everything there is to say of one LoadTest. */
    public List<String> lines(TestTrend trend) {
        var lines = new ArrayList<String>();
        lines.add(title(trend));
        if (trend.objectives().isEmpty()) {
            lines.add("no night was judged by a budget that is asked about; a trend begins with the first that is");
            return lines;
        }
        lines.add("");
        lines.addAll(table(trend));
        lines.add("");
        var breaks = new LinkedHashSet<String>();
        var seen = new ArrayList<String>();
        for (var objective : trend.objectives()) {
            breaks.addAll(breaks(objective));
            seen.addAll(changes(objective));
            seen.addAll(drift(objective));
            if (objective.trend().burn().broken() > 0) {
                seen.add("Burn: " + name(objective) + ": "
                        + TrendWords.burn(objective.trend().burn()));
            }
        }
        lines.addAll(breaks);
        lines.addAll(seen.isEmpty() ? List.of("nothing changed, nothing drifts, nothing broke its limit") : seen);
        return lines;
    }

    private String title(TestTrend trend) {
        var nights = trend.nights();
        var span = nights.isEmpty()
                ? ""
                : ", " + nights.getFirst().time().substring(0, 10) + " to "
                        + nights.getLast().time().substring(0, 10);
        return style.strong("LoadTest " + trend.loadTest()) + ": " + counted(nights.size(), "night") + span;
    }

    private List<String> table(TestTrend trend) {
        var table = new Table(
                new Column("OBJECTIVE", Align.LEFT),
                new Column("LIMIT", Align.LEFT),
                new Column("LATEST", Align.RIGHT),
                new Column("BURN", Align.RIGHT),
                new Column("NIGHTS", Align.LEFT));
        trend.objectives().forEach(objective -> table.row(row(objective)));
        return table.lines();
    }

    private Cell[] row(ObjectiveTrend objective) {
        var nights = objective.trend().nights();
        var limit = objective.limit();
        return new Cell[] {
            Cell.of(name(objective)),
            Cell.of(objective.limitText()),
            Cell.of(objective
                    .trend()
                    .latestMeasured()
                    .map(night -> latest(night, limit))
                    .orElse(NOTHING)),
            Cell.of(TrendWords.used(objective.trend().burn())),
            Cell.of(Sparkline.of(nights.subList(Math.max(0, nights.size() - SHOWN), nights.size()).stream()
                    .map(Night::value)
                    .toList()))
        };
    }

    private static String latest(Night night, Limit limit) {
        return limit.format(Objects.requireNonNull(night.value()));
    }

    private static String name(ObjectiveTrend objective) {
        return objective.key().budget() + "/" + objective.key().title();
    }

    private static List<String> breaks(ObjectiveTrend objective) {
        return objective.trend().breaks().stream()
                .map(index -> "Break: from run "
                        + objective.trend().nights().get(index).run()
                        + " on another setup was run; what is older is not held against what is newer")
                .toList();
    }

    private List<String> changes(ObjectiveTrend objective) {
        return objective.trend().changes().stream()
                .map(change -> word("ChangePoint", objective.limit().isWorse(change.change()))
                        + TrendWords.change(objective, change))
                .toList();
    }

    private List<String> drift(ObjectiveTrend objective) {
        var drift = objective.trend().drift();
        return drift == null
                ? List.of()
                : List.of(word("Drift", objective.limit().isWorse(drift.perThirtyNights())) + name(objective) + ": "
                        + TrendWords.drift(objective, drift));
    }

    private String word(String word, boolean worse) {
        return style.of(worse ? Verdict.WARN : Verdict.PASS, word) + ": ";
    }
}
