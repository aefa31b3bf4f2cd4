package dev.plimsoll.cli.show;

import dev.plimsoll.cli.show.Table.Align;
import dev.plimsoll.cli.show.Table.Cell;
import dev.plimsoll.cli.show.Table.Column;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.judge.CapacityJudgement;
import dev.plimsoll.engine.judge.StepReading;
import dev.plimsoll.engine.judge.Verdict;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a climb went, step by step, and what its numbers say of the target. */
final class CapacityText {
    private static final int DIGITS = 3;

    private final Style style;

    CapacityText(Style style) {
        this.style = style;
    }

    List<String> lines(CapacityJudgement found) {
        var lines = new ArrayList<>(steps(found.steps()));
        lines.add("");
        Optional.ofNullable(found.kneePerSecond())
                .ifPresent(knee -> lines.add(
                        "Knee           " + Rates.format(knee) + ": above, more load costs more than it brings"));
        Optional.ofNullable(found.littlesLaw()).ifPresent(law -> lines.add(text(law)));
        scalability(found).ifPresent(lines::add);
        return lines;
    }

    private List<String> steps(List<StepReading> steps) {
        var table = new Table(
                new Column("CLIMB", Align.RIGHT),
                new Column("RATE", Align.RIGHT),
                new Column("SENT", Align.RIGHT),
                new Column("P50", Align.RIGHT),
                new Column("P99", Align.RIGHT),
                new Column("ERRORS", Align.RIGHT),
                new Column("IN FLIGHT", Align.RIGHT),
                new Column("HELD", Align.LEFT));
        for (var each : steps) {
            var totals = each.totals();
            var times = totals.response();
            table.row(
                    Cell.of(String.valueOf(each.climb() + 1)),
                    Cell.of(Rates.format(each.step().perSecond())),
                    Cell.of(Rates.format(totals.achievedPerSecond())),
                    Cell.of(times == null ? "-" : Durations.format(times.p50())),
                    Cell.of(times == null ? "-" : Durations.format(times.p99())),
                    Cell.of(Percentages.format(totals.errorFraction())),
                    Cell.of(each.point()
                            .map(point -> Numbers.plain(point.concurrency(), DIGITS))
                            .orElse("-")),
                    held(each.step().outcome()));
        }
        return table.lines();
    }

    private Cell held(Step.Outcome outcome) {
        return switch (outcome) {
            case Step.Sustained _ -> new Cell("yes", text -> style.of(Verdict.PASS, text));
            case Step.Exceeded exceeded ->
                new Cell("no: " + exceeded.limit().word(), text -> style.of(Verdict.FAIL, text));
            case Step.Unknown _ -> new Cell("unknown", text -> style.of(Verdict.INCONCLUSIVE, text));
        };
    }

    private static String text(LittlesLaw law) {
        return "Little's law   %s requests in flight, and %s by throughput and time: %s"
                .formatted(
                        Numbers.plain(law.inFlight(), DIGITS),
                        Numbers.plain(law.expected(), DIGITS),
                        law.holds() ? "it holds" : "these do not fit together, so do not trust either");
    }

    private static Optional<String> scalability(CapacityJudgement found) {
        return Optional.ofNullable(found.scalability())
                .flatMap(law -> law.peakConcurrency().stream()
                        .boxed()
                        .findFirst()
                        .map(peak -> "Scalability    "
                                + "most throughput, %s, at %s requests in flight%s%s"
                                        .formatted(
                                                Rates.format(law.throughputAt(peak)),
                                                Numbers.plain(peak, DIGITS),
                                                Optional.ofNullable(found.peak())
                                                        .filter(range -> Double.isFinite(range.high()))
                                                        .map(range -> " (90 %% of fits: %s..%s)"
                                                                .formatted(
                                                                        Numbers.plain(range.low(), DIGITS),
                                                                        Numbers.plain(range.high(), DIGITS)))
                                                        .orElse(""),
                                                peak > found.highestInFlight()
                                                        ? "; a guess, for no step had so many"
                                                        : "")));
    }
}
