package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Rounds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compare, and how strictly.
 *
 * @param baseline files and folders, as named by the user
 * @param candidate the same
 * @param warmupSeconds not compared at the begin of each file; with {@link Grouping.Slices} of each round
 * @param tags of what to compare; empty for all
 * @param unit of the logs' numbers; null when the user did not say it
 * @param percentiles from above 0 to below 100
 * @param insisted whether the user named these percentiles: each must then be decided. Of the default ones those are
 *     left undecided for which the baseline has too few values
 * @param rounds how many are looked at, unless whole runs are compared
 */
public record Request(
        List<String> baseline,
        List<String> candidate,
        Grouping grouping,
        double warmupSeconds,
        Set<String> tags,
        @Nullable Unit unit,
        List<Double> percentiles,
        boolean insisted,
        Allowance allowance,
        double falseAlarmRate,
        Rounds rounds) {
    /** What is compared when nobody says otherwise. */
    public static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0, 99.9);

    public Request {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
        tags = Set.copyOf(tags);
        percentiles = List.copyOf(percentiles);
    }
}
