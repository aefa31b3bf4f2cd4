package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.process.Machine;
import dev.plimsoll.bench.process.Programs;
import dev.plimsoll.bench.process.ScratchFolder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How near to the truth a tool measures. */
@Command(
        name = "bench/accuracy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plimsoll's runner and other tools load an oracle: a server on the same core that answers by a script and"
                    + " notes",
            "what it did, so that true response times can be computed. bench/README.md says how, and what the"
                    + " targets are."
        })
public final class AccuracyMain implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Option(
            names = "--rate",
            split = ",",
            defaultValue = "500,2000,10000",
            description = "Slots per second. Default: 500,2000,10000.")
    private List<Double> rates = new ArrayList<>();

    @Option(names = "--seconds", defaultValue = "15", description = "Of load that are judged. Default: 15.")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds of load before these. Default: 10.")
    private int warmup;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "NAME",
            description = "Only cases whose name begins so, such as fixed, lognormal+stalls@500, half-a-core.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each case is tried; the medians are held against the targets. Default: 3.")
    private int rounds;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these tools.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--ours",
            paramLabel = "NAME=OPTIONS",
            description = "The runner once more, with further options of Java.")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "NAME=COMMAND",
            description = "Another tool, that prints percentiles as wrk2 does. In its command {url}, {connections},"
                    + " {seconds}, {rate} and {rate-per-connection} are filled in.")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--report-only", description = "Print, and exit with 0 even if the runner misses a target.")
    private boolean reportOnly;

    private AccuracyMain() {}

    /** Runs the benchmark and exits: 0 the runner met every target, 1 it missed one, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AccuracyMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var programs = Programs.on(System.getenv("PATH"));
        List<Subject> subjects;
        try {
            subjects = subjects(programs);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return BAD_INPUT;
        }
        boolean missed = false;
        if (rounds < 1) {
            System.err.printf("bench: --rounds is %d; expected a number from 1%n", rounds);
            return BAD_INPUT;
        }
        printHead(subjects);
        var table = new ScoreTable(ours(subjects));
        try (var folder = ScratchFolder.create()) {
            System.out.printf("%s%n%n%s%n", BareClient.measure(folder.path()), ScoreTable.head());
            var bench = new AccuracyBench(warmup, seconds, folder.path());
            for (var tried : chosenCases()) {
                for (var subject : subjects) {
                    var score = score(bench, tried, subject);
                    score.map(table::row).ifPresent(System.out::println);
                    missed |= score.filter(table::isMiss).isPresent();
                }
            }
        }
        return missed && !reportOnly ? 1 : 0;
    }

    private Optional<Rounds> score(AccuracyBench bench, Case tried, Subject subject) throws InterruptedException {
        var absence = subject.absence(tried);
        if (absence.isPresent()) {
            System.err.printf("bench: %s is skipped at %s: %s%n", subject.name(), tried.name(), absence.get());
            return Optional.empty();
        }
        try {
            return Optional.of(bench.score(tried, subject, rounds));
        } catch (IllegalArgumentException e) {
            System.err.printf(
                    "bench: %s says nothing of use at %s: %s%n", subject.name(), tried.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private List<Case> chosenCases() {
        return Case.all(rates, warmup).stream()
                .filter(one -> cases.isEmpty() || cases.stream().anyMatch(one.name()::startsWith))
                .toList();
    }

    private List<Subject> subjects(Programs programs) {
        var app = RunnerApp.ofThisBuild("accuracy");
        var ours = Stream.concat(Stream.of(Variant.PACED), variants.stream().map(Variant::parse))
                .map(variant -> new OurSubject(app, variant));
        var others = Stream.concat(
                PeerSubject.ofDebian(programs).stream(), peers.stream().map(peer -> PeerSubject.parse(peer, programs)));
        var all = Stream.<Subject>concat(ours, others).toList();
        var names = all.stream().map(Subject::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "no tool is called '" + name + "'; there are " + String.join(", ", names));
        });
        return all.stream()
                .filter(subject -> only.isEmpty() || only.contains(subject.name()))
                .toList();
    }

    private static Set<String> ours(List<Subject> subjects) {
        return subjects.stream()
                .filter(OurSubject.class::isInstance)
                .map(Subject::name)
                .collect(Collectors.toSet());
    }

    private void printHead(List<Subject> subjects) {
        System.out.printf(
                "%s: %d s judged after %d s of load, medians of %d%n%s%n%n",
                LocalDate.now(ZoneId.systemDefault()), seconds, warmup, rounds, Machine.here());
        subjects.forEach(subject -> System.out.printf("- %s: %s%n", subject.name(), subject.label()));
        System.out.println();
    }
}
