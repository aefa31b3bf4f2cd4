package dev.plimsoll.bench.gate;

import dev.plimsoll.bench.stats.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often the gate is wrong, and how often others would be. */
@Command(
        name = "bench/gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates canaries whose truth is known and has them judged by Plimsoll's own test and by others', each"
                    + " as it is",
            "published. Exits with 1 when a target is missed. Every run gives the same numbers."
        })
public final class GateMain implements Callable<Integer> {
    private static final int MISSED = 1;

    /** Canaries that are only a list of numbers cost next to nothing. */
    private static final int TIMES_MORE = 10;

    @Option(names = "--canaries", defaultValue = "2000", description = "In each cell. Default: 2000.")
    private int canaries;

    private GateMain() {}

    /** Runs the benchmark and exits: 0 every target is met, 1 one is missed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GateMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.printf(Locale.ROOT, "%,d canaries a cell.%n", canaries);
        var targets = new ArrayList<Target>();
        for (var placement : Placement.values()) {
            var cells = Cells.simulate(canaries, placement);
            print("Response times: " + placement.words(), cells.table());
            targets.addAll(Expectations.ofTimes(placement, cells).toList());
        }
        var errors = ErrorCells.simulate(canaries);
        print("Errors", errors.table());
        targets.addAll(Expectations.ofErrors(errors).toList());
        print("Rounds that resemble each other", ResemblanceCells.table(TIMES_MORE * canaries));
        targets.add(Expectations.ofLevel(TIMES_MORE * canaries));
        print("Targets", table(targets));
        return targets.stream().allMatch(Target::isMet) ? 0 : MISSED;
    }

    private static String table(List<Target> targets) {
        return "| | target | here | |\n|---|---|---|---|\n"
                + targets.stream().map(Target::row).collect(Collectors.joining());
    }

    private static void print(String title, String table) {
        System.out.printf("%n### %s%n%n%s", title, table);
    }
}
