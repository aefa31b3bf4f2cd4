package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.oracle.ServedLog;
import dev.plimsoll.bench.stats.GridFit;
import dev.plimsoll.bench.stats.Quantiles;
import java.util.Arrays;

/**
 * One tool at one case in one round, held against the truth.
 *
 * @param truth as served; by the script for a tool that has no slots, or when nothing was served
 * @param errors of the tool's quantiles against it, as fractions
 * @param scriptErrors of the same against the script: with what tool and oracle were late
 * @param grid how far arrivals were from their slots
 * @param unaccounted slots of the plan that were neither sent nor declared; negative when there were too many
 * @param oracleLate how late the oracle's own replies were at p99, in nanoseconds
 */
record Score(
        Case tried,
        String tool,
        Quantiles truth,
        Measured measured,
        Quantiles errors,
        Quantiles scriptErrors,
        GridFit grid,
        long unaccounted,
        long oracleLate) {
    static Score of(Case tried, String tool, Trial trial, Measured measured, ServedLog log) {
        double rate = tried.rate();
        var truth = trial.truth(rate);
        int end = Math.min(truth.to(), log.size());
        int from = Math.min(truth.from(), end / 2); // of a tool that sent too few, what there is
        var grid = GridFit.of(log.arrived(), from, end, rate);
        long phase = measured.paced() ? grid.phaseNanos() - log.arrived()[0] : 0;
        var scripted = Quantiles.of(truth.byScript(tried.script(), phase));
        var timesServed = truth.asServed(log, measured.start().orElse(grid.phaseNanos()));
        var served = measured.paced() && timesServed.length > 0 ? Quantiles.of(timesServed) : scripted;
        var late = Truth.oracleLateness(tried.script(), log);
        Arrays.sort(late);
        return new Score(
                tried,
                tool,
                served,
                measured,
                measured.times().errorsAgainst(served),
                measured.times().errorsAgainst(scripted),
                grid,
                trial.slots(rate) - measured.accounted().orElse(log.size()),
                Quantiles.atPercent(late, 99));
    }
}
