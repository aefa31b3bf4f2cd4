package dev.plimsoll.cli;

import dev.plimsoll.cli.compare.FileComparison;
import dev.plimsoll.cli.compare.FileComparisonJson;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.show.FileComparisonText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what was recorded before. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Says whether a candidate is slower than a baseline, from histogram logs (.hlog, of any tool) or"
                + " folders that run left.",
        footer = {
            "",
            "Without --round and --paired each file is a run of its own; a verdict takes 6 a side.",
            "Exit codes: 0 Pass, 1 Fail, 2 bad input, 3 Inconclusive.",
            "Examples:",
            "  plimsoll compare old.hlog new.hlog --round 60s",
            "  plimsoll compare --baseline old-1 old-2 ... --candidate new-1 new-2 ...",
            "  plimsoll compare --paired --baseline a/* --candidate b/* --percentile 99"
        })
final class CompareCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "The baseline, then the candidate, when there is one file or folder of each.")
    private List<String> both = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            arity = "1..*",
            description = "What to compare with: logs, or folders that run left.")
    private List<String> baseline = List.of();

    @Option(names = "--candidate", paramLabel = "FILE", arity = "1..*", description = "What may have become slower.")
    private List<String> candidate = List.of();

    @Mixin
    private CompareOptions options = new CompareOptions();

    @Option(names = "--json", description = "Print the result as JSON on standard output, and nothing else there.")
    private boolean json;

    CompareCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try {
            var sides = sides();
            var request = options.request(sides.baseline(), sides.candidate());
            var compared = FileComparison.of(request);
            if (json) {
                around.out().print(FileComparisonJson.of(request, compared).text());
                around.out().flush();
            } else {
                new FileComparisonText(around.outStyle())
                        .lines(request, compared)
                        .forEach(around.out()::println);
            }
            return ExitCode.of(compared.verdict()).number();
        } catch (BadInput e) {
            return around.refuse(e.lines()).number();
        }
    }

    /** Which is which. */
    private record Sides(List<String> baseline, List<String> candidate) {}

    private Sides sides() throws BadInput {
        boolean named = !baseline.isEmpty() || !candidate.isEmpty();
        if (both.size() == 2 && !named) {
            return new Sides(List.of(both.getFirst()), List.of(both.getLast()));
        }
        if (both.isEmpty() && !baseline.isEmpty() && !candidate.isEmpty()) {
            return new Sides(baseline, candidate);
        }
        throw new BadInput(
                named
                        ? "--baseline and --candidate: both are needed, and no file without one of them; found "
                                + baseline.size() + ", " + candidate.size() + " and " + both.size()
                        : both.size() + (both.size() == 1 ? " file is" : " files are")
                                + " named; say which is which: two files, the baseline first, or"
                                + " --baseline FILE... --candidate FILE...");
    }
}
