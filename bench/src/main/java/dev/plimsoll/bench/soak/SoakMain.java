package dev.plimsoll.bench.soak;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.ours.Workload;
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

/** Whether a runner grows. */
@Command(
        name = "bench/soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plimsoll's runner on core 1 loads an nginx on core 0 for minutes, with HTTP/1.1 in the open model. Heap"
                    + " after a",
            "collection, resident memory and open descriptors are read again and again; exits with 1 when heap or",
            "descriptors of the last quarter are above those of the first."
        })
public final class SoakMain implements Callable<Integer> {
    private static final int GROWN = 1;
    private static final int BAD_INPUT = 2;
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final double MIB = 1024.0 * 1024;
    private static final int FEW_DESCRIPTORS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--minutes", defaultValue = "10", description = "Length of the load. Default: 10.")
    private double minutes;

    @Option(names = "--every", defaultValue = "10", description = "Seconds from sample to sample. Default: 10.")
    private double every;

    @Option(names = "--rate", defaultValue = "25000", description = "Requests/s. Default: 25000.")
    private double rate;

    @Option(names = "--connections", defaultValue = "64", description = "At most. Default: 64.")
    private int connections;

    private SoakMain() {}

    /** Runs the benchmark and exits: 0 nothing grows, 1 something does or the run failed, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var nginx = Nginx.Installation.find(Programs.on(System.getenv("PATH")));
        if (nginx.isEmpty()) {
            return BAD_INPUT;
        }
        var app = RunnerApp.ofThisBuild("soak");
        try (var folder = ScratchFolder.create();
                var server = nginx.get().start(folder.path(), SERVER_CORE)) {
            app.train(Variant.PLAIN, CLIENT_CORE, new TreeMap<>(Map.of(Protocol.HTTP1, server.port(Protocol.HTTP1))));
            System.out.printf(
                    "%.0f minutes, %,.0f requests/s, at most %d connections.%n%s%n%n",
                    minutes, rate, connections, Machine.here());
            return judge(samples(app, server, folder.path())) ? GROWN : 0;
        }
    }

    private List<Sample> samples(RunnerApp app, Nginx server, Path folder) throws InterruptedException {
        double seconds = Duration.ofMinutes(1).toSeconds() * minutes;
        var load = Workload.open(rate, 0, seconds + PATIENCE.toSeconds());
        var workload = new Workload(Protocol.HTTP1, server.port(Protocol.HTTP1), load, connections);
        var samples = new ArrayList<Sample>();
        System.out.println("| after | heap after a collection | resident | descriptors | requests/s since |");
        System.out.println("|---|---|---|---|---|");
        try (var run =
                RunnerRun.start(app, Variant.PLAIN, workload, CLIENT_CORE, List.of(), folder.resolve("runner.log"))) {
            server.awaitLoad(run.process());
            long began = System.nanoTime();
            long requests = server.requests();
            try (var java = JavaView.of(run.process())) {
                double before = 0;
                for (double at = every; at <= seconds; at += every) {
                    Thread.sleep(Duration.ofNanos(Math.max(0, began + Math.round(at * 1e9) - System.nanoTime())));
                    var view = run.process().view();
                    long heap = java.heapAfterCollection();
                    double now = (System.nanoTime() - began) / 1e9;
                    var sample = new Sample(now, heap, view.residentBytes(), view.descriptors(), server.requests());
                    samples.add(sample);
                    System.out.printf(
                            "| %.0f s | %.2f MiB | %.0f MiB | %d | %,.0f |%n",
                            now,
                            sample.heapBytes() / MIB,
                            sample.residentBytes() / MIB,
                            sample.descriptors(),
                            (sample.requests() - requests) / (now - before));
                    requests = sample.requests();
                    before = now;
                }
            }
        }
        return samples;
    }

    /** Whether anything has grown that must not. */
    private static boolean judge(List<Sample> samples) {
        var heap = Growth.of(samples, Sample::heapBytes, MIB);
        var resident = Growth.of(samples, Sample::residentBytes, MIB);
        var descriptors = Growth.of(samples, Sample::descriptors, FEW_DESCRIPTORS);
        System.out.println();
        System.out.println("| median of | first quarter | last quarter | |");
        System.out.println("|---|---|---|---|");
        System.out.printf(
                "| heap after a collection | %.2f MiB | %.2f MiB | %s |%n",
                heap.begin() / MIB, heap.end() / MIB, verdict(heap));
        System.out.printf(
                "| resident | %.0f MiB | %.0f MiB | not judged |%n", resident.begin() / MIB, resident.end() / MIB);
        System.out.printf(
                "| descriptors | %.0f | %.0f | %s |%n", descriptors.begin(), descriptors.end(), verdict(descriptors));
        return heap.isThere() || descriptors.isThere();
    }

    private static String verdict(Growth growth) {
        return growth.isThere() ? "**grows**" : "does not grow";
    }
}
