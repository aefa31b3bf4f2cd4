package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.stats.Quantiles;
import java.util.Locale;
import java.util.Set;

/** Scores as a table in Markdown. */
final class ScoreTable {
    private final Set<String> held;

    /** Marks those of some tools that are not as they should be. */
    ScoreTable(Set<String> held) {
        this.held = held;
    }

    static String head() {
        return """
            | case | tool | truth p50 / p99 / p99.9 | error | farthest of the rounds | off the grid p50 / p99 | slots unaccounted | error by the script | oracle late p99 | |
            |---|---|---|---|---|---|---|---|---|---|
            """.strip();
    }

    String row(Rounds rounds) {
        var middle = rounds.middle();
        boolean paced = middle.measured().paced();
        var grid = String.format(
                Locale.ROOT,
                "%.0f / %.0f µs",
                rounds.median(score -> score.grid().p50()) / 1e3,
                rounds.median(score -> score.grid().p99()) / 1e3);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s ms | %s | %s | %s | %s | %s | %.0f µs | %s |",
                rounds.tried().name(),
                rounds.tool(),
                triple(middle.truth(), "%.2f", 1e-6),
                triple(rounds.medians(Score::errors), "%+.1f %%", 100),
                triple(rounds.farthest(Score::errors), "%+.1f %%", 100),
                paced ? grid : "–",
                paced ? String.format(Locale.ROOT, "%,d", rounds.unaccounted()) : "–",
                triple(rounds.medians(Score::scriptErrors), "%+.1f %%", 100),
                rounds.median(Score::oracleLate) / 1e3,
                remark(rounds));
    }

    /** Whether it is one of the tools that are held to the targets, and is not as it should be. */
    boolean isMiss(Rounds rounds) {
        return rounds.tried().held() && held.contains(rounds.tool()) && !rounds.isAsItShouldBe();
    }

    private String remark(Rounds rounds) {
        return (isMiss(rounds) ? "**misses** " : "")
                + rounds.middle().measured().remark();
    }

    private static String triple(Quantiles quantiles, String format, double factor) {
        return String.format(
                Locale.ROOT,
                format + " / " + format + " / " + format,
                quantiles.p50() * factor,
                quantiles.p99() * factor,
                quantiles.p999() * factor);
    }
}
