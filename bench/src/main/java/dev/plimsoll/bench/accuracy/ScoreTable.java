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
            | case | tool | truth p50 / p99 / p99.9 | error | error as served | off the grid p50 / p99 | slots unaccounted | oracle late p99 | taken by others | |
            |---|---|---|---|---|---|---|---|---|---|
            """.strip();
    }

    String row(Score score) {
        boolean paced = score.measured().paced();
        var grid = String.format(
                Locale.ROOT,
                "%.0f / %.0f µs",
                score.grid().p50() / 1e3,
                score.grid().p99() / 1e3);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s ms | %s | %s | %s | %s | %.0f µs | %.1f %% | %s |",
                score.tried().name(),
                score.tool(),
                triple(score.truth(), "%.2f", 1e-6),
                triple(score.errors(), "%+.1f %%", 100),
                paced ? triple(score.servedErrors(), "%+.1f %%", 100) : "–",
                paced ? grid : "–",
                paced ? String.format(Locale.ROOT, "%,d", score.unaccounted()) : "–",
                score.oracleLate() / 1e3,
                100 * score.takenByOthers(),
                remark(score));
    }

    /** Whether it is one of the tools that are held to the targets, and is not as it should be. */
    boolean isMiss(Score score) {
        return held.contains(score.tool()) && !score.isAsItShouldBe();
    }

    private String remark(Score score) {
        return (isMiss(score) ? "**misses** " : "") + score.measured().remark();
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
