package dev.plimsoll.cli;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.DocumentReader;
import dev.plimsoll.cli.document.Documents;
import dev.plimsoll.cli.document.Found;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.cli.local.Interruption;
import dev.plimsoll.cli.local.LaptopFiles;
import dev.plimsoll.cli.local.LaptopValues;
import dev.plimsoll.cli.local.LocalPlanner;
import dev.plimsoll.cli.local.LocalRun;
import dev.plimsoll.cli.result.EarlierResults;
import dev.plimsoll.cli.result.ResultFolder;
import dev.plimsoll.cli.show.ConnectionText;
import dev.plimsoll.cli.show.PlanText;
import dev.plimsoll.cli.show.ProgressText;
import dev.plimsoll.cli.show.VerdictText;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.finding.Findings;
import dev.plimsoll.engine.judge.Baseline;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.operator.collect.EpochClock;
import dev.plimsoll.operator.collect.LiveView;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From files to verdicts on this machine: read, plan, run, judge, show, keep. */
final class LaptopRuns {
    private static final Path RESULTS = Path.of("plimsoll-results");

    private final Surroundings around;

    LaptopRuns(Surroundings around) {
        this.around = around;
    }

    /**
     * What to run.
     *
     * @param files as named by the user
     * @param name of the only LoadTest to run; null for all
     * @param urls in place of the LoadTests' targets
     * @param caFile PEM file of authorities to trust; null for none
     * @param localFiles files by {@code NAME/KEY}, and folders by {@code NAME}, in place of ConfigMaps and Secrets
     */
    record Request(
            List<String> files,
            @Nullable String name,
            LaptopValues.Urls urls,
            @Nullable Path caFile,
            Map<String, Path> localFiles,
            RunOptions options) {}

    /** A LoadTest that can run here. */
    private record Plan(Found<LoadTest> test, Planned planned) {}

    /** A LoadTest that can run here, and has a place for what comes of it. */
    private record Ready(Found<LoadTest> test, Planned planned, Map<String, Baseline> baselines, ResultFolder folder) {}

    ExitCode run(Request request) throws InterruptedException {
        try (var interruption = Interruption.listen()) {
            return run(request, interruption);
        }
    }

    /** As {@link #run(Request)}, with somebody else's Ctrl-C. */
    ExitCode run(Request request, Interruption interruption) throws InterruptedException {
        List<Ready> all;
        try {
            all = prepare(request);
        } catch (BadInput e) {
            return around.refuse(e.lines());
        }
        var worst = ExitCode.PASS;
        for (var ready : all) {
            worst = worst.and(run(ready, request.options(), interruption));
            if (interruption.requested()) {
                return ExitCode.INTERRUPTED;
            }
        }
        return worst;
    }

    // --- before the load

    private List<Ready> prepare(Request request) throws BadInput {
        checkOptions(request);
        var documents = new DocumentReader(around.in()).read(request.files());
        var chosen = choose(documents, request);
        checkUrlsAreUsed(request.urls(), chosen);
        var planner = new LocalPlanner(documents.budgets());
        var files = LaptopFiles.of(request.localFiles(), documents.objects());
        var values = new LaptopValues(request.urls(), request.options().runners, request.caFile(), files);
        var problems = new ArrayList<Problem>();
        var plans = new ArrayList<Plan>();
        for (var test : chosen) {
            var run = test.name() + "-" + around.clock().millis();
            planner.planToRun(test, values, run, problems).ifPresent(planned -> plans.add(new Plan(test, planned)));
        }
        if (!problems.isEmpty()) {
            throw BadInput.of(problems);
        }
        var earlier = earlier(request.options(), plans);
        var all = new ArrayList<Ready>();
        for (var plan : plans) {
            all.add(new Ready(
                    plan.test(),
                    plan.planned(),
                    earlier.baselines(plan.planned()),
                    folder(plan.test(), chosen, request.options().output)));
        }
        if (!request.options().quiet) {
            documents.notes().forEach(around.err()::println);
            documents
                    .runs()
                    .forEach(run -> around.err()
                            .println(run.document().title()
                                    + " is left out: here LoadTests run, and no operator makes runs of them"));
            chosen.forEach(test -> noteRunners(test, request.options().runners));
            plans.forEach(plan -> noteBaseline(plan, request.options()));
        }
        return all;
    }

    private static EarlierResults earlier(RunOptions options, List<Plan> plans) throws BadInput {
        if (!options.against.isEmpty()
                && plans.stream().noneMatch(plan -> EarlierResults.areAskedFor(plan.planned()))) {
            throw new BadInput("--against: no budget holds a run against earlier ones; give one"
                    + " baseline: {from: Window} and an objective with maxRegression");
        }
        try {
            return EarlierResults.read(options.against);
        } catch (IOException e) {
            throw new BadInput("--against: cannot read " + e.getMessage() + "; name folders that a run left behind");
        }
    }

    private void noteBaseline(Plan plan, RunOptions options) {
        if (options.against.isEmpty() && EarlierResults.areAskedFor(plan.planned())) {
            around.err()
                    .println("LoadTest " + plan.test().name() + " is held against earlier runs, and there is none"
                            + " (--against DIR for the result of each)");
        }
    }

    private static void checkOptions(Request request) throws BadInput {
        if (request.options().runners < 1 || request.options().runners > 64) {
            throw new BadInput("--runners: " + request.options().runners + " is not from 1 to 64 processes");
        }
        checkUrl("--target", request.urls().target());
        checkUrl("--baseline", request.urls().baseline());
        checkUrl("--candidate", request.urls().candidate());
        if (request.caFile() != null && !Files.isReadable(request.caFile())) {
            throw new BadInput("--ca-file: " + request.caFile() + " is no file that can be read");
        }
    }

    private static void checkUrl(String option, @Nullable String url) throws BadInput {
        if (url != null && !url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new BadInput(option + ": \"" + url + "\" is no base URL; write one such as http://127.0.0.1:8080");
        }
    }

    /** An option that changes nothing is a mistake: the load would go somewhere else than its user thinks. */
    private static void checkUrlsAreUsed(LaptopValues.Urls urls, List<Found<LoadTest>> chosen) throws BadInput {
        boolean compared = chosen.stream()
                .map(test -> test.resource().getSpec())
                .anyMatch(spec -> spec.comparison() != null || spec.gate() != null);
        boolean single =
                chosen.stream().anyMatch(test -> test.resource().getSpec().target() != null);
        boolean forBoth = urls.baseline() != null || urls.candidate() != null;
        if (urls.target() != null && !single && !forBoth) {
            throw new BadInput("--target: the LoadTest compares two targets; say where they are reached from here, with"
                    + " --baseline URL and --candidate URL");
        }
        if (forBoth && !compared && urls.target() == null) {
            throw new BadInput("--baseline and --candidate: the LoadTest compares nothing; use --target URL");
        }
    }

    private static List<Found<LoadTest>> choose(Documents documents, Request request) throws BadInput {
        var all = documents.loadTests();
        var names = all.stream().map(Found::name).collect(Collectors.joining(", "));
        if (all.isEmpty()) {
            throw new BadInput(
                    "there is no LoadTest in " + String.join(", ", request.files()) + "; name a file that has one");
        }
        if (request.name() == null) {
            return all;
        }
        var chosen =
                all.stream().filter(test -> test.name().equals(request.name())).toList();
        if (chosen.isEmpty()) {
            throw new BadInput(
                    "--name: there is no LoadTest \"" + request.name() + "\" in the files; they hold " + names);
        }
        return chosen;
    }

    private ResultFolder folder(Found<LoadTest> test, List<Found<LoadTest>> chosen, @Nullable Path output)
            throws BadInput {
        boolean nameIsEnough =
                chosen.stream().filter(each -> each.name().equals(test.name())).count() == 1;
        var root = output == null ? RESULTS : output;
        var parent = nameIsEnough ? root : root.resolve(test.document().namespace());
        var exactly = chosen.size() == 1 ? root : parent.resolve(test.name());
        try {
            return output == null
                    ? ResultFolder.createBelow(parent, test.name(), around.clock())
                    : ResultFolder.createAt(exactly);
        } catch (FileAlreadyExistsException e) {
            throw new BadInput("--output: " + e.getFile() + " is taken, by the result of another run or by a file;"
                    + " remove it, or name another folder");
        } catch (IOException e) {
            throw new BadInput(
                    "cannot write to " + exactly + ": " + e.getMessage() + "; name another folder with --output");
        }
    }

    private void noteRunners(Found<LoadTest> test, int runners) {
        int count = test.resource().getSpec().runners().count();
        if (count > 1 && runners == 1) {
            around.err()
                    .println("LoadTest " + test.name() + " asks for " + count
                            + " runners; here one process sends the whole load (--runners N for more)");
        }
    }

    // --- the load, and after it

    private ExitCode run(Ready ready, RunOptions options, Interruption interruption) throws InterruptedException {
        var name = ready.test().name();
        if (!options.quiet) {
            around.err().println(PlanText.headline(name, ready.planned()));
        }
        var result = drive(ready, options, interruption);
        var judgement = Judge.judge(result, ready.planned().budgets(), ready.baselines());
        if (options.json) {
            around.out().print(ResultFolder.json(name, result, judgement));
            around.out().flush();
        } else {
            ConnectionText.line(result).ifPresent(around.out()::println);
            new VerdictText(around.outStyle())
                    .lines(judgement, Findings.of(result))
                    .forEach(around.out()::println);
        }
        boolean kept = keep(ready, result, () -> ready.folder().write(name, result, judgement));
        return kept ? ExitCode.of(judgement.verdict()) : ExitCode.INCONCLUSIVE;
    }

    private RunResult drive(Ready ready, RunOptions options, Interruption interruption) throws InterruptedException {
        var line = around.liveLine();
        var text = new ProgressText(ready.planned().plan());
        Consumer<LiveView> show = options.quiet ? _ -> {} : live -> line.show(text.of(live));
        var clock = EpochClock.of(around.clock());
        try {
            return new LocalRun(ready.planned(), ready.folder().path(), interruption, clock, show).run();
        } finally {
            line.clear();
        }
    }

    private boolean keep(Ready ready, RunResult result, Writing writing) {
        try {
            writing.write();
            around.err()
                    .println("Result and " + result.intervals().size() + " intervals of histograms: "
                            + ready.folder().path());
            return true;
        } catch (IOException e) {
            around.err()
                    .println("plimsoll: the result is lost, so this counts as Inconclusive: cannot write to "
                            + ready.folder().path() + ": " + e.getMessage());
            return false;
        }
    }

    /** Writes to disk. */
    private interface Writing {
        void write() throws IOException;
    }
}
