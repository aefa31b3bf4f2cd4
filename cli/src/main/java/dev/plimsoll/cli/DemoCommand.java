package dev.plimsoll.cli;

import dev.plimsoll.cli.demo.ClusterDemo;
import dev.plimsoll.cli.demo.DemoProcess;
import dev.plimsoll.cli.demo.StepFailed;
import dev.plimsoll.cli.local.Interruption;
import dev.plimsoll.cli.local.LaptopValues;
import dev.plimsoll.cli.show.StatusText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The quickstart, with something to load. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs examples/quickstart against a small demo service that it starts on a free loopback port.",
        footer = {"", "Exit codes: as run."})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings around;

    @Option(
            names = "--cluster",
            description =
                    "On a real Kubernetes instead, from nothing: starts one with hack/cluster (Debian 12, as root),"
                        + " installs Plimsoll and applies examples/quickstart. The other options have no effect then.")
    private boolean cluster;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "LoadTests to run against it, and their budgets, such as examples/scenario. Default:"
                    + " examples/quickstart.")
    private List<String> files = List.of();

    @Option(
            names = "--slower",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How much longer each answer of the candidate takes where a LoadTest compares two, in"
                    + " milliseconds. Default: 0.")
    private int slower;

    @Mixin
    private RunOptions options = new RunOptions();

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        return (cluster ? onCluster() : onLaptop()).number();
    }

    private ExitCode onLaptop() throws InterruptedException {
        var shown = files.isEmpty() ? quickstart() : files;
        try (var interruption = Interruption.listen();
                var service = DemoProcess.start();
                var candidate = files.isEmpty() ? null : DemoProcess.startSlower(slower)) {
            if (!options.quiet) {
                around.err()
                        .println("Demo service at " + service.uri() + "; LoadTest and budget are in "
                                + String.join(", ", shown));
            }
            var baseline = service.uri().toString();
            var urls = new LaptopValues.Urls(
                    baseline,
                    baseline,
                    candidate == null ? baseline : candidate.uri().toString());
            var request = new LaptopRuns.Request(shown, null, urls, null, Map.of(), options);
            return new LaptopRuns(around).run(request, interruption);
        }
    }

    private List<String> quickstart() {
        var folder = around.home().resolve("examples").resolve("quickstart");
        return List.of(
                folder.resolve("20-performancebudget.yaml").toString(),
                folder.resolve("30-loadtest.yaml").toString());
    }

    private ExitCode onCluster() throws InterruptedException {
        var line = around.liveLine();
        try {
            var run = new ClusterDemo(around.home(), around.err(), around.clock())
                    .run(change -> Optional.ofNullable(change.getStatus())
                            .ifPresent(status -> line.show(StatusText.progress(status))));
            line.clear();
            var status = run.getStatus();
            if (status == null) {
                throw new StepFailed("run " + run.getMetadata().getName() + " was deleted before it was judged");
            }
            around.out().println("LoadTestRun " + run.getMetadata().getName());
            new StatusText(around.outStyle()).lines(status).forEach(around.out()::println);
            around.err().println("The cluster stays up; `hack/cluster down` removes it.");
            return ExitCode.of(StatusText.verdict(status.verdict()));
        } catch (StepFailed e) {
            line.clear();
            around.err().println("plimsoll: " + e.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
    }
}
