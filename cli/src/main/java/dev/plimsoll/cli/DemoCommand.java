package dev.plimsoll.cli;

import dev.plimsoll.cli.demo.DemoProcess;
import dev.plimsoll.cli.local.Interruption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The quickstart, with something to load. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs examples/quickstart against a small demo service that it starts on a free loopback port.",
        footer = {"", "Exit codes: as run."})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private RunOptions options = new RunOptions();

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        var quickstart = around.home().resolve("examples").resolve("quickstart");
        var files = List.of(
                quickstart.resolve("20-performancebudget.yaml").toString(),
                quickstart.resolve("30-loadtest.yaml").toString());
        try (var interruption = Interruption.listen();
                var service = DemoProcess.start()) {
            if (!options.quiet) {
                around.err().println("Demo service at " + service.uri() + ", LoadTest and budget in " + quickstart);
            }
            var request = new LaptopRuns.Request(files, null, service.uri().toString(), null, options);
            return new LaptopRuns(around).run(request, interruption).number();
        }
    }
}
