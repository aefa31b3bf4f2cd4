package dev.plimsoll.bench.allocation;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.process.JavaView;
import dev.plimsoll.bench.process.Machine;
import dev.plimsoll.bench.process.Programs;
import dev.plimsoll.bench.process.ScratchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a request allocates. */
@Command(
        name = "bench/allocation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plimsoll's runner on core 1 loads an nginx on core 0. Bytes that the thread which sends has allocated, as"
                    + " Java",
            "counts them, are divided by the requests that nginx has counted in the same window."
        })
public final class AllocationMain implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final String LOOPS = "load-";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--seconds", defaultValue = "5", description = "Length of the measured window. Default: 5.")
    private double seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds of load before the window. Default: 10.")
    private double warmup;

    @Option(names = "--connections", defaultValue = "64", description = "Kept alive. Default: 64.")
    private int connections;

    @Option(names = "--rate", defaultValue = "10000", description = "Requests/s of the open model. Default: 10000.")
    private double rate;

    @Option(names = "--case", split = ",", description = "Of all cases only these: ${COMPLETION-CANDIDATES}.")
    private List<Case> cases = new ArrayList<>(List.of(Case.values()));

    @Option(names = "--java", split = " ", description = "Further options of Java for the runner.")
    private List<String> options = new ArrayList<>();

    private AllocationMain() {}

    /** Runs the benchmark and exits: 0 measured, 1 a run failed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AllocationMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var nginx = Nginx.Installation.find(Programs.on(System.getenv("PATH")));
        if (nginx.isEmpty()) {
            return BAD_INPUT;
        }
        var app = RunnerApp.ofThisBuild("allocation");
        var variant = new Variant("plimsoll", options);
        try (var folder = ScratchFolder.create();
                var server = nginx.get().start(folder.path(), SERVER_CORE)) {
            app.train(variant, CLIENT_CORE, new TreeMap<>(Map.of(Protocol.HTTP1, server.port(Protocol.HTTP1))));
            System.out.printf(
                    "%d connections, window %.0f s after %.0f s of load; open model: %,.0f requests/s.%n%s%n%n",
                    connections, seconds, warmup, rate, Machine.here());
            System.out.println("| what is sent | requests | bytes allocated | bytes a request |");
            System.out.println("|---|---|---|---|");
            for (var each : cases) {
                measure(each, app, variant, server, folder.path());
            }
        }
        return 0;
    }

    private void measure(Case each, RunnerApp app, Variant variant, Nginx server, Path folder)
            throws InterruptedException {
        var workload =
                each.workload(server.port(each.protocol()), connections, rate, warmup + seconds + PATIENCE.toSeconds());
        try (var run = RunnerRun.start(app, variant, workload, CLIENT_CORE, List.of(), folder.resolve("runner.log"))) {
            server.awaitLoad(run.process());
            try (var java = JavaView.of(run.process())) {
                sleep(warmup);
                long allocatedBefore = java.allocatedBytes(LOOPS);
                long requestsBefore = server.requests();
                sleep(seconds);
                long allocated = java.allocatedBytes(LOOPS) - allocatedBefore;
                long requests = server.requests() - requestsBefore;
                System.out.printf(
                        "| %s | %,d | %,d | %.2f |%n",
                        each.title(), requests, allocated, (double) allocated / requests);
            }
        }
    }

    private static void sleep(double seconds) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
