package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.process.Machine;
import dev.plimsoll.bench.process.Programs;
import dev.plimsoll.bench.process.ScratchFolder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much load one core sends. */
@Command(
        name = "bench/capacity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plimsoll's runner and other tools take turns against an nginx: the server on core 0, the tool on core 1.",
            "Requests are counted by the server and CPU time by the kernel, for every tool in the same window."
        })
public final class CapacityMain implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each tool. Default: 5.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of the measured window. Default: 10.")
    private double seconds;

    @Option(names = "--warmup", defaultValue = "3", description = "Seconds of load before the window. Default: 3.")
    private double warmup;

    @Option(names = "--connections", defaultValue = "64", description = "Kept alive. Default: 64.")
    private int connections;

    @Option(
            names = "--tries",
            defaultValue = "2",
            description = "How often a turn is taken while other processes disturb it. Default: 2.")
    private int tries;

    @Option(
            names = "--mode",
            defaultValue = "h1",
            description = "h1: HTTP/1.1. tls: the same over TLS. h2: HTTP/2 over TLS. open: HTTP/1.1 at a given rate,"
                    + " to compare what that costs. Default: h1.")
    private Mode mode = Mode.H1;

    @Option(names = "--rate", defaultValue = "20000", description = "Requests/s of --mode open. Default: 20000.")
    private double rate;

    @Option(
            names = "--ours",
            paramLabel = "NAME=OPTIONS",
            description = "The runner once more, with further options of Java, such as \"no-cache=-XX:AOTMode=off\".")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "NAME=COMMAND",
            description = "Another tool. In its command {url}, {connections}, {seconds}, {rate} and"
                    + " {rate-per-connection} are filled in.")
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Of all tools only these, the first being what the others are divided by.")
    private List<String> only = new ArrayList<>();

    private CapacityMain() {}

    /** Runs the benchmark and exits: 0 measured, 1 a tool failed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CapacityMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var programs = Programs.on(System.getenv("PATH"));
        var nginx = Nginx.Installation.find(programs);
        if (nginx.isEmpty()) {
            return BAD_INPUT;
        }
        List<Tool> tools;
        try {
            tools = tools(programs);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return BAD_INPUT;
        }
        if (tools.isEmpty()) {
            System.err.println("bench: no tool is left to measure");
            return BAD_INPUT;
        }
        try (var folder = ScratchFolder.create();
                var server = nginx.get().start(folder.path(), CapacityBench.SERVER_CORE)) {
            var shape = new Shape(connections, warmup, seconds, rate);
            var readings = new CapacityBench(server, mode, shape, folder.path()).run(tools, rounds, tries);
            System.out.println(heading());
            System.out.println(readings.table(tools.getFirst().name()));
        }
        return 0;
    }

    private List<Tool> tools(Programs programs) {
        var app = RunnerApp.ofThisBuild("capacity");
        var all = Stream.<Tool>concat(
                        Stream.<Tool>concat(
                                Peer.ofDebian(mode, programs).stream(),
                                peers.stream().map(peer -> Peer.parse(peer, programs))),
                        Stream.concat(
                                        Stream.of(Variant.PLAIN),
                                        variants.stream().map(Variant::parse))
                                .map(variant -> new Ours(app, variant)))
                .toList();
        return chosen(all).stream().filter(this::isHere).toList();
    }

    private List<Tool> chosen(List<Tool> all) {
        if (only.isEmpty()) {
            return all;
        }
        return only.stream()
                .map(name -> all.stream()
                        .filter(tool -> tool.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no tool is called '" + name + "'; there are "
                                + String.join(", ", all.stream().map(Tool::name).toList()))))
                .toList();
    }

    private boolean isHere(Tool tool) {
        Optional<String> absence = tool.absence(mode);
        absence.ifPresent(reason -> System.err.println("bench: " + tool.name() + " is skipped: " + reason));
        return absence.isEmpty();
    }

    private String heading() {
        return """
            %s, mode %s: %d connections, %d rounds, window %.0f s after %.0f s of load%s. Median, and range in brackets.
            %s
            """.formatted(
                        LocalDate.now(java.time.ZoneId.systemDefault()),
                        mode,
                        connections,
                        rounds,
                        seconds,
                        warmup,
                        mode.isPaced() ? ", %,.0f requests/s".formatted(rate) : "",
                        Machine.here());
    }
}
