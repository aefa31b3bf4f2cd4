package dev.plimsoll.bench.trend;

import dev.plimsoll.bench.stats.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often a trend tells of a change that is none, and how soon of one. */
@Command(
        name = "bench/trend",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates nights whose truth is known and has changes looked for by Plimsoll's own trend and by what it"
                    + " was made from.",
            "Exits with 1 when a target is missed. Every run gives the same numbers."
        })
public final class TrendMain implements Callable<Integer> {
    private static final int MISSED = 1;
    private static final int LONG = 150;
    private static final int NIGHTS = 60;
    private static final int MONTH = 30;
    private static final double STEP = 0.10;
    private static final double DRIFT = 0.10;
    private static final double WILD = 0.05;
    private static final String AS_DRIFT = "told as a drift";
    private static final String AS_CHANGE = "told as a change";
    private static final String NO_DRIFT = "no drift, and one is told in 30 nights";

    @Option(names = "--series", defaultValue = "1000", description = "In each cell. Default: 1000.")
    private int series;

    private final List<Target> targets = new ArrayList<>();

    private TrendMain() {}

    /** Runs the benchmark and exits: 0 every target is met, 1 one is missed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrendMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.printf(Locale.ROOT, "%,d series a cell, deviation %.0f %%.%n", series, 100 * World.DEVIATION);
        falseChanges();
        nightByNight();
        found();
        drifts();
        wildNights();
        print(
                "Targets",
                "| | target | here | |\n|---|---|---|---|\n"
                        + targets.stream().map(Target::row).collect(Collectors.joining()));
        return targets.stream().allMatch(Target::isMet) ? 0 : MISSED;
    }

    private void falseChanges() {
        var cells = Cells.ofDetectors(
                        World::calm, (detector, world) -> Question.anyChange(detector, world, series, LONG))
                .notes("notes: Hunter's own code, p 0.001", 0.053, 0.253, 0.667)
                .notes("notes: Hunter's own code, p 0.0001, 5 %", 0.000, 0.047, 0.333);
        print("Nothing changed in 150 nights, and a change is found at their end", cells.table());
        targets.add(Target.atMost(0.01, "false changes in 150 nights, independent", cells.ours(0)));
        targets.add(Target.atMost(0.02, "false changes in 150 nights, resemblance 0.3", cells.ours(1)));
        targets.add(Target.atMost(0.03, "false changes in 150 nights, resemblance 0.6", cells.ours(2)));
        targets.add(Target.atLeast(
                0.15,
                "Hunter at p 0.0001, 5 % finds them at resemblance 0.6: the simulation has teeth",
                cells.share(Detector.STRICT_HUNTER.title(), 2)));
    }

    private void nightByNight() {
        var cells = Cells.ofDetectors(
                World::calm,
                (detector, world) -> Question.anyChangeNightByNight(detector, world, series, MONTH, NIGHTS));
        print("Nothing changed, and a change is told on one of nights 31 to 60, as they come in", cells.table());
        targets.add(Target.atMost(0.03, "false events in 30 nights, independent", cells.ours(0)));
        targets.add(Target.atMost(0.10, "false events in 30 nights, resemblance 0.3", cells.ours(1)));
        targets.add(Target.atMost(0.20, "false events in 30 nights, resemblance 0.6", cells.ours(2)));
    }

    private void found() {
        var late = Cells.ofDetectors(
                        resemblance -> World.calm(resemblance).withStep(STEP, NIGHTS - 5),
                        (detector, world) -> Question.stepFoundSoon(detector, world, series))
                .notes("notes: Hunter's own code, p 0.0001, 5 %", 0.83, 0.77, 0.58);
        print("+10 % after 55 nights, found within 5", late.table());
        var early = Cells.ofDetectors(
                resemblance -> World.calm(resemblance).withStep(STEP, MONTH),
                (detector, world) -> Question.stepFoundSoon(detector, world, series));
        print("+10 % after 30 nights, found within 5", early.table());
        targets.add(Target.atLeast(0.80, "+10 % after 55 nights found in 5, independent", late.ours(0)));
        targets.add(Target.atLeast(0.50, "+10 % after 55 nights found in 5, resemblance 0.3", late.ours(1)));
        targets.add(Target.atLeast(0.33, "+10 % after 55 nights found in 5, resemblance 0.6", late.ours(2)));
        targets.add(Target.atLeast(0.65, "+10 % after 30 nights found in 5, independent", early.ours(0)));
    }

    private void drifts() {
        var cells = Cells.none()
                .with(
                        AS_DRIFT,
                        resemblance -> Question.drift(World.calm(resemblance).withDrift(DRIFT), series, NIGHTS))
                .with(
                        AS_CHANGE,
                        resemblance -> Question.anyChange(
                                Detector.PLIMSOLL, World.calm(resemblance).withDrift(DRIFT), series, NIGHTS))
                .with(
                        AS_CHANGE + " by Hunter, p 0.0001, 5 %",
                        resemblance -> Question.anyChange(
                                Detector.STRICT_HUNTER, World.calm(resemblance).withDrift(DRIFT), series, NIGHTS))
                .with(
                        NO_DRIFT,
                        resemblance -> Question.driftNightByNight(World.calm(resemblance), series, MONTH, NIGHTS));
        print("A drift of +10 % in 30 nights, over 60", cells.table());
        targets.add(
                Target.atLeast(0.85, "a drift of +10 % in 30 nights is told, independent", cells.share(AS_DRIFT, 0)));
        targets.add(Target.atMost(0.15, "it is taken for a change, independent", cells.share(AS_CHANGE, 0)));
        targets.add(Target.atMost(0.03, "false drifts in 30 nights, independent", cells.share(NO_DRIFT, 0)));
        targets.add(Target.atMost(0.05, "false drifts in 30 nights, resemblance 0.6", cells.share(NO_DRIFT, 2)));
    }

    private void wildNights() {
        var calm = Cells.ofDetectors(
                resemblance -> World.calm(resemblance).withWildNights(WILD),
                (detector, world) -> Question.anyChange(detector, world, series, NIGHTS));
        print(
                "One night in twenty takes twice as long; nothing changed in 60 nights, and a change is found",
                calm.table());
        var step = Cells.ofDetectors(
                resemblance -> World.calm(resemblance).withWildNights(WILD).withStep(STEP, NIGHTS - 5),
                (detector, world) -> Question.stepFoundSoon(detector, world, series));
        print("One night in twenty takes twice as long; +10 % after 55 nights, found within 5", step.table());
        targets.add(Target.atMost(0.07, "wild nights: false changes in 60 nights, independent", calm.ours(0)));
        targets.add(Target.atLeast(0.40, "wild nights: +10 % found in 5, independent", step.ours(0)));
    }

    private static void print(String title, String table) {
        System.out.printf("%n### %s%n%n%s", title, table);
    }
}
