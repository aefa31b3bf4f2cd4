package dev.plimsoll.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code run} and {@code demo} have in common. */
final class RunOptions {
    @Option(
            names = "--runners",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processes that send the load. Default: 1.")
    int runners = 1;

    @Nullable
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "Where the result goes: a folder that holds none yet. Default: plimsoll-results/NAME-DATE-TIME.")
    Path output;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "The result of an earlier run, for budgets with a baseline; once for each. All that are named"
                    + " count as passed.")
    List<Path> against = List.of();

    @Option(names = "--json", description = "Print the result as JSON on standard output, and nothing else there.")
    boolean json;

    @Option(names = "--quiet", description = "No progress.")
    boolean quiet;
}
