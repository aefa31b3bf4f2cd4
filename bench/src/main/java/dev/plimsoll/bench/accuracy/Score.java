package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.stats.GridFit;
import dev.plimsoll.bench.stats.Quantiles;
import java.util.Arrays;

/**
 * One tool at one case, held against the truth.
 *
 * @param truth by the oracle's script
 * @param errors of the tool's quantiles against it, as fractions
 * @param servedErrors of the same against what the oracle really did for the requests that this tool sent
 * @param grid how far arrivals were from their slots
 * @param unaccounted slots of the plan that were neither sent nor declared; negative when there were too many
 * @param takenByOthers share of the oracle's core that other processes took: near nothing on a quiet machine
 * @param oracleLate how late the oracle's own replies were at p99, in nanoseconds
 */
record Score(
        Case tried,
        String tool,
        Quantiles truth,
        Measured measured,
        Quantiles errors,
        Quantiles servedErrors,
        GridFit grid,
        long unaccounted,
        double takenByOthers,
        long oracleLate) {
    private static final double P50_LIMIT = 0.01;
    private static final double P99_LIMIT = 0.01;
    private static final double P999_LIMIT = 0.02;
    private static final long GRID_P50_LIMIT = 100_000;
    private static final long GRID_P99_LIMIT = 1_000_000;
    private static final double DISTURBANCE = 0.01;

    static Score of(Case tried, String tool, Trial trial, Measured measured, OracleProcess.Served served) {
        double rate = tried.rate();
        var log = served.log();
        var truth = trial.truth(rate);
        int end = Math.min(truth.to(), log.size());
        int from = Math.min(truth.from(), end / 2); // of a tool that sent too few, what there is
        var grid = GridFit.of(log.arrived(), from, end, rate);
        long phase = measured.paced() ? grid.phaseNanos() - log.arrived()[0] : 0;
        var scripted = Quantiles.of(truth.byScript(tried.script(), phase));
        var timesServed = truth.asServed(log, measured.start().orElse(grid.phaseNanos()));
        var late = Truth.oracleLateness(tried.script(), log);
        Arrays.sort(late);
        return new Score(
                tried,
                tool,
                scripted,
                measured,
                measured.times().errorsAgainst(scripted),
                timesServed.length == 0
                        ? new Quantiles(Double.NaN, Double.NaN, Double.NaN)
                        : measured.times().errorsAgainst(Quantiles.of(timesServed)),
                grid,
                trial.slots(rate) - measured.accounted().orElse(log.size()),
                served.takenByOthers(),
                Quantiles.atPercent(late, 99));
    }

    /** Whether others took so much of the machine that the numbers are not of a quiet one. */
    boolean isDisturbed() {
        return takenByOthers > DISTURBANCE;
    }

    /**
     * Whether it is as it should be. A generator in trouble need not be exact, but must then say that the numbers are
     * its own; and a slot that vanished is never right.
     */
    boolean isAsItShouldBe() {
        boolean exact = errors.isWithin(P50_LIMIT, P99_LIMIT, P999_LIMIT)
                && grid.p50() <= GRID_P50_LIMIT
                && grid.p99() <= GRID_P99_LIMIT;
        return unaccounted == 0
                && switch (tried.trouble()) {
                    case Trouble.NONE -> exact && !measured.blamesItself();
                    case Trouble.QUOTA -> exact || measured.blamesItself();
                    case Trouble.PAUSE, Trouble.OVERLOAD -> measured.blamesItself();
                };
    }
}
