package dev.plimsoll.cli;

import dev.plimsoll.cli.local.LaptopValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs LoadTests on this machine. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the LoadTests of the files on this machine and judges them by the budgets of the files.",
        footer = {
            "",
            "Exit codes: 0 Pass or Warn, 1 Fail, 2 bad input, 3 Inconclusive or result lost, 130 Ctrl-C, 143 SIGTERM.",
            "Examples:",
            "  plimsoll run test.yaml budget.yaml",
            "  plimsoll run shop/ --name checkout --target http://127.0.0.1:8080 --runners 2",
            "  plimsoll run test.yaml --file users/users.csv=users.csv",
            "  kubectl get loadtest,performancebudget -o yaml | plimsoll run - --target URL"
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files, folders, or - for standard input.")
    private List<String> files = List.of();

    @Nullable
    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Where requests go, instead of the LoadTest's target.")
    private String target;

    @Nullable
    @Option(
            names = "--baseline",
            paramLabel = "URL",
            description = "Where the baseline of a comparison is, instead of where the LoadTest says.")
    private String baseline;

    @Nullable
    @Option(
            names = "--candidate",
            paramLabel = "URL",
            description = "Where the candidate of a comparison is, instead of where the LoadTest says.")
    private String candidate;

    @Nullable
    @Option(
            names = "--name",
            paramLabel = "LOADTEST",
            description = "Only this LoadTest. Default: all, one after the other.")
    private String name;

    @Nullable
    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description = "Authorities to trust for https, instead of the Secret of tls.caSecretRef.")
    private Path caFile;

    @Option(
            names = "--file",
            paramLabel = "NAME/KEY=FILE",
            description =
                    "A file in place of a key of a ConfigMap or Secret that the LoadTest names; NAME=FOLDER for all"
                            + " its keys. Not needed for those that stand in the YAML files.")
    private Map<String, Path> localFiles = Map.of();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        var request = new LaptopRuns.Request(
                files, name, new LaptopValues.Urls(target, baseline, candidate), caFile, localFiles, options);
        return new LaptopRuns(around).run(request).number();
    }
}
