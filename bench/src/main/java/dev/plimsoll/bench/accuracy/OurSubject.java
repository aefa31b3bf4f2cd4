package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.ours.Workload;
import dev.plimsoll.bench.process.CpuQuota;
import dev.plimsoll.bench.stats.Quantiles;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.histogram.Tally;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.judge.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Plimsoll's runner, and its judge's word on the run. */
record OurSubject(RunnerApp app, Variant variant) implements Subject {
    private static final int OVERLOAD_USERS = 64;
    private static final double HALF_A_CORE = 0.5;
    /** So little that the oracle, on the same core, is not what gives way. */
    private static final double OVERLOAD_CORES = 0.2;

    private static final double OVERLOAD = 1.2;
    private static final int PROBE_SECONDS = 3;
    private static final long PAUSE_AFTER_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return variant.name();
    }

    @Override
    public String label() {
        return "open model; times from the slot; at most " + Case.MOST_IN_FLIGHT
                + " in flight; tells what it did not send";
    }

    @Override
    public Optional<String> absence(Case tried) {
        if (tried.trouble() != Trouble.QUOTA && tried.trouble() != Trouble.OVERLOAD) {
            return Optional.empty();
        }
        try (var _ = CpuQuota.of(HALF_A_CORE)) {
            return Optional.empty();
        } catch (CpuQuota.UnavailableException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public void prepare(int port) throws InterruptedException {
        app.train(variant, Trial.CORE, new TreeMap<>(Map.of(Protocol.HTTP1, port)));
    }

    /** A fifth more than its users achieve against an oracle that answers at once. */
    double overload(Trial trial) throws InterruptedException {
        var load = Workload.closed(OVERLOAD_USERS, trial.warmupSeconds(), PROBE_SECONDS);
        var result = inGroup(OVERLOAD_CORES, trial, load, Trouble.NONE).result;
        return Math.rint(OVERLOAD * judged(result).counts().ok() / PROBE_SECONDS);
    }

    @Override
    public Measured run(Case tried, Trial trial) throws InterruptedException {
        var load = Workload.open(tried.rate(), trial.warmupSeconds(), trial.seconds());
        return measured(
                switch (tried.trouble()) {
                    case NONE, CROWD, PAUSE -> drive(List.of(), trial, load, tried.trouble());
                    case QUOTA -> inGroup(HALF_A_CORE, trial, load, tried.trouble());
                    case OVERLOAD -> inGroup(OVERLOAD_CORES, trial, load, tried.trouble());
                });
    }

    private record Driven(RunResult result, long start) {}

    private Driven inGroup(double cores, Trial trial, Load load, Trouble trouble) throws InterruptedException {
        try (var quota = CpuQuota.of(cores)) {
            return drive(quota.wrapper(), trial, load, trouble);
        } catch (CpuQuota.UnavailableException e) {
            throw new IllegalStateException(e); // absence() has looked
        }
    }

    private Driven drive(List<String> wrapper, Trial trial, Load load, Trouble trouble) throws InterruptedException {
        var workload = new Workload(Protocol.HTTP1, trial.port(), load, Case.MOST_IN_FLIGHT);
        var log = trial.folder().resolve("runner.log");
        try (var run = RunnerRun.start(app, variant, workload, Trial.CORE, wrapper, log)) {
            if (trouble == Trouble.PAUSE) {
                Pause.after(
                        run.awaitStart(PATIENCE).toMillis() + trial.warmupSeconds() * 1_000L + PAUSE_AFTER_MILLIS,
                        run.process());
            }
            var result = run.await(PATIENCE.plusSeconds(trial.totalSeconds()));
            return new Driven(result, run.startAtNanoTime());
        }
    }

    private static Measured measured(Driven driven) {
        var judgement = Judge.judge(driven.result, List.of());
        var tally = judged(driven.result);
        var counts = count(driven.result);
        var times = tally.response();
        return new Measured(
                new Quantiles(
                        times.getValueAtPercentile(50),
                        times.getValueAtPercentile(99),
                        times.getValueAtPercentile(99.9)),
                true,
                OptionalLong.of(counts.offered() == counts.sent() + counts.missed() ? counts.offered() : -1),
                OptionalLong.of(driven.start),
                judgement.reason() == Reason.GENERATOR_LIMITED,
                String.format(
                        Locale.ROOT,
                        "%s; lag p99 %.2f ms, longest %.1f ms; %,d late, %,d missed, %,d failed",
                        judgement.reason().word(),
                        tally.lag().getValueAtPercentile(99) / 1e6,
                        tally.lag().getMaxValue() / 1e6,
                        tally.counts().late(),
                        counts.missed(),
                        counts.totalErrors()));
    }

    private static Tally judged(RunResult result) {
        var tally = new Tally();
        series(result).filter(series -> !series.key().warmup()).forEach(tally::add);
        return tally;
    }

    private static Counts count(RunResult result) {
        return series(result).map(Series::counts).reduce(Counts.NONE, Counts::plus);
    }

    private static Stream<Series> series(RunResult result) {
        return result.intervals().stream().flatMap(interval -> interval.series().stream());
    }
}
