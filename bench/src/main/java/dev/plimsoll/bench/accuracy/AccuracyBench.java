package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;

/** Tries tools at cases, each with an oracle of its own. */
final class AccuracyBench {
    /** Most arrivals to note: a closed tool sends as many as it can. */
    private static final int MOST_ARRIVALS = 4_000_000;

    private static final double MARGIN = 1.5;

    private final int warmupSeconds;
    private final int seconds;
    private final Path folder;

    AccuracyBench(int warmupSeconds, int seconds, Path folder) {
        this.warmupSeconds = warmupSeconds;
        this.seconds = seconds;
        this.folder = folder;
    }

    /** Tries it so often, at least once. */
    Rounds score(Case tried, Subject subject, int rounds) throws InterruptedException {
        prepare(tried, subject);
        var scores = new ArrayList<Score>();
        for (int i = 0; i < rounds; i++) {
            scores.add(score(tried, subject));
        }
        return new Rounds(scores);
    }

    private Score score(Case named, Subject subject) throws InterruptedException {
        var tried = rated(named, subject);
        try (var oracle = OracleProcess.start(tried.script(), capacity(tried), folder)) {
            oracle.begin();
            var trial = trial(oracle);
            var measured = subject.run(tried, trial);
            return Score.of(tried, subject.name(), trial, measured, oracle.end());
        }
    }

    private void prepare(Case tried, Subject subject) throws InterruptedException {
        try (var oracle = OracleProcess.start(tried.script(), 1, folder)) {
            subject.prepare(oracle.port());
        }
    }

    /** With the rate of an overload, which depends on what the generator can do. */
    private Case rated(Case named, Subject subject) throws InterruptedException {
        if (named.trouble() == Trouble.OVERLOAD && subject instanceof OurSubject ours) {
            try (var oracle = OracleProcess.start(named.script(), 1, folder)) {
                return named.withRate(ours.overload(trial(oracle)));
            }
        }
        return named;
    }

    private Trial trial(OracleProcess oracle) {
        return new Trial(oracle.port(), warmupSeconds, seconds, folder);
    }

    /** A closed tool has no rate to keep, so there is room for more. */
    private int capacity(Case tried) {
        return (int) Math.max(MOST_ARRIVALS, MARGIN * tried.rate() * (warmupSeconds + seconds));
    }
}
