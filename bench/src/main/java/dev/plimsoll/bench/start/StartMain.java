package dev.plimsoll.bench.start;

import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.process.Machine;
import dev.plimsoll.bench.process.ScratchFolder;
import dev.plimsoll.bench.stats.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a runner takes to its first request. */
@Command(
        name = "bench/start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts the runner again and again on core 1, and takes the time from its process to its first"
                + " request.")
public final class StartMain implements Callable<Integer> {
    private static final double NANOS_PER_MILLI = 1e6;

    @Option(names = "--rounds", defaultValue = "10", description = "Starts of each variant. Default: 10.")
    private int rounds;

    @Option(names = "--rate", defaultValue = "1000", description = "Requests/s of the load. Default: 1000.")
    private double rate;

    @Option(
            names = "--ours",
            paramLabel = "NAME=OPTIONS",
            description = "The runner once more, with further options of Java, such as \"no-cache=-XX:AOTMode=off\".")
    private List<String> variants = new ArrayList<>();

    private StartMain() {}

    /** Runs the benchmark and exits: 0 measured, 1 a runner failed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var app = RunnerApp.ofThisBuild("start");
        var all = Stream.concat(Stream.of(Variant.PACED), variants.stream().map(Variant::parse))
                .toList();
        System.out.printf("%s%n%n", Machine.here());
        System.out.println(
                "| runner | registered, ms | prepared, ms | first request, ms | CPU time until then, ms | lag p99 in"
                        + " the first second, ms |");
        System.out.println("|---|---|---|---|---|---|");
        try (var folder = ScratchFolder.create()) {
            var bench = new StartBench(app, rate, folder.path());
            for (var variant : all) {
                bench.prepare(variant);
            }
            var starts = new LinkedHashMap<Variant, List<Start>>();
            for (int round = 0; round < rounds; round++) {
                for (var variant : all) {
                    starts.computeIfAbsent(variant, _ -> new ArrayList<>()).add(bench.start(variant));
                }
            }
            starts.forEach((variant, of) -> System.out.println(row(variant, of)));
        }
        return 0;
    }

    private static String row(Variant variant, List<Start> starts) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                variant.name(),
                millis(starts, start -> start.registeredNanos() / NANOS_PER_MILLI),
                millis(starts, start -> start.readyNanos() / NANOS_PER_MILLI),
                millis(starts, start -> start.sentNanos() / NANOS_PER_MILLI),
                millis(starts, start -> start.cpuSeconds() * 1e3),
                Spread.of(starts.stream()
                                .map(start -> start.lagNanos() / NANOS_PER_MILLI)
                                .toList())
                        .format(1));
    }

    private static String millis(List<Start> starts, ToDoubleFunction<Start> value) {
        return Spread.of(starts.stream().mapToDouble(value).boxed().toList()).format(0);
    }
}
