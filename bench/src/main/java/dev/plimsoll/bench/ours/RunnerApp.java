package dev.plimsoll.bench.ours;

import dev.plimsoll.bench.process.PinnedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plimsoll's runner, started as its image starts it: the packaged jars, the image's flags of Java and an ahead-of-time
 * cache that was trained as the image's is.
 *
 * @param jars of the runner and what it needs
 * @param flags the file with the image's flags
 * @param caches folder for ahead-of-time caches
 */
public record RunnerApp(List<Path> jars, Path flags, Path caches) {
    private static final String MAIN = "dev.plimsoll.runner.RunnerMain";
    private static final String TRAINING_MAIN = "dev.plimsoll.runner.TrainingMain";
    private static final double TRAINING_RATE = 4_000;
    private static final int TRAINING_SECONDS = 4;
    private static final double TRAINING_OPENINGS_RATE = 1_000;
    private static final int TRAINING_OPENINGS_SECONDS = 2;
    private static final int TRAINING_IN_FLIGHT = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public RunnerApp {
        jars = List.copyOf(jars);
    }

    /**
     * The one that {@code bench/launch} has built together with this benchmark.
     *
     * @param benchmark whose caches these are: they differ by what it trains with
     */
    public static RunnerApp ofThisBuild(String benchmark) {
        return of(Path.of(System.getProperty("plimsoll.home")), Path.of(System.getProperty("plimsoll.app")), benchmark);
    }

    private static RunnerApp of(Path home, Path app, String benchmark) {
        try (var files = Files.list(app.resolve("lib"))) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            var caches = Files.createDirectories(app.resolve(benchmark));
            return new RunnerApp(jars, home.resolve("runner-image/src/main/image/java.flags"), caches);
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark was not built by bench/launch", e);
        }
    }

    /** The command that becomes a runner. */
    List<String> command(Variant variant) {
        var options = new ArrayList<>(variant.options());
        if (!variant.decidesOnCache()) {
            options.addFirst("-XX:AOTCache=" + cache(variant));
        }
        return command(options, MAIN);
    }

    private List<String> command(List<String> options, String main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + flags);
        command.addAll(options);
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        return command;
    }

    private Path cache(Variant variant) {
        return caches.resolve("runner-" + Integer.toHexString(variant.options().hashCode()) + ".aot");
    }

    /**
     * Makes the variant's ahead-of-time cache, where there is none yet: a runner with its options drives a few seconds
     * of load with each protocol, as when the image is made.
     *
     * @param ports of a target on loopback that answers at once, by what is spoken there
     */
    public void train(Variant variant, int core, SortedMap<Protocol, Integer> ports) throws InterruptedException {
        var cache = cache(variant);
        if (variant.decidesOnCache() || Files.exists(cache)) {
            return;
        }
        var unfinished = Path.of(cache + ".new");
        var options = new ArrayList<>(variant.options());
        options.addFirst("-XX:AOTCacheOutput=" + unfinished);
        train(command(options, TRAINING_MAIN), core, ports);
        try {
            Files.move(unfinished, cache);
        } catch (IOException e) {
            throw new UncheckedIOException("Java made no cache; the training run's log is " + trainingLog(), e);
        }
    }

    private void train(List<String> command, int core, SortedMap<Protocol, Integer> ports) throws InterruptedException {
        var load = Workload.openInMoments(TRAINING_RATE, TRAINING_SECONDS);
        var openings = Workload.openInMoments(TRAINING_OPENINGS_RATE, TRAINING_OPENINGS_SECONDS);
        var collectors = new ArrayList<Collector>();
        try {
            ports.forEach((protocol, port) -> {
                collectors.add(new Collector(new Workload(protocol, port, load, TRAINING_IN_FLIGHT).plan()));
                collectors.add(new Collector(new Workload(protocol, port, openings, TRAINING_IN_FLIGHT)
                        .onConnectionsOfTheirOwn()
                        .plan()));
            });
            var whole = Stream.concat(command.stream(), collectors.stream().map(Collector::url));
            var environment = collectors.getFirst().environment();
            try (var runner = PinnedProcess.start(core, whole.toList(), environment, trainingLog())) {
                runner.awaitSuccess(PATIENCE);
            }
        } finally {
            collectors.forEach(Collector::close);
        }
    }

    private Path trainingLog() {
        return caches.resolve("training.log");
    }
}
