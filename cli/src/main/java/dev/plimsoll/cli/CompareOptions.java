package dev.plimsoll.cli;

import dev.plimsoll.cli.compare.Grouping;
import dev.plimsoll.cli.compare.Request;
import dev.plimsoll.cli.compare.Unit;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Levels;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code compare} compares. */
final class CompareOptions {
    private static final double NANOS_PER_SECOND = 1e9;

    @Nullable
    @Option(
            names = "--round",
            paramLabel = "DURATION",
            description = "One file a side, both recorded at the same time: cut into rounds of this length.")
    private String round;

    @Option(
            names = "--paired",
            description = "Each file is a round: the first baseline and the first candidate were recorded together, and"
                    + " so on.")
    private boolean paired;

    @Nullable
    @Option(
            names = "--warmup",
            paramLabel = "DURATION",
            description = "Left out at the begin of each file, with --round of each round. Default: 10s with --round,"
                    + " else 0s; what Plimsoll sent as warm-up is always left out.")
    private String warmup;

    @Nullable
    @Option(
            names = "--percentile",
            paramLabel = "P",
            split = ",",
            description = "What to compare; may be repeated. Default: 50, 95, 99 and 99.9, as far as there are values"
                    + " enough.")
    private List<Double> percentiles;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only this tag (step); may be repeated. Default: all.")
    private Set<String> tags = Set.of();

    @Nullable
    @Option(names = "--unit", paramLabel = "UNIT", description = "What the logs' numbers are: ns, us, ms or s.")
    private String unit;

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "2%",
            description = "A candidate that is worse by so much must not fail. Default: 2%%.")
    private String tolerance = "2%";

    @Option(
            names = "--max-regression",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            description = "A candidate that is worse by so much must not pass. Default: 10%%.")
    private String maxRegression = "10%";

    @Option(
            names = "--false-alarm-rate",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            description = "How often a verdict may be wrong. Default: 5%%.")
    private String falseAlarmRate = "5%";

    @Option(
            names = "--min-rounds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Rounds before the first look. Default: 6.")
    private int minRounds = 6;

    @Option(
            names = "--max-rounds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rounds that are compared at most. Default: 20.")
    private int maxRounds = 20;

    /** What to do with these files. */
    Request request(List<String> baseline, List<String> candidate) throws BadInput {
        var grouping = grouping(baseline.size(), candidate.size());
        var usual = grouping instanceof Grouping.Slices ? "10s" : "0s";
        return new Request(
                baseline,
                candidate,
                grouping,
                seconds("--warmup", warmup == null ? usual : warmup),
                tags,
                unit(),
                percentiles(),
                percentiles != null,
                allowance(),
                falseAlarmRate(),
                rounds());
    }

    private Grouping grouping(int baselines, int candidates) throws BadInput {
        if (paired && round != null) {
            throw new BadInput("--paired and --round: both cannot be; a file is a round, or is cut into rounds");
        }
        if (paired && baselines != candidates) {
            throw new BadInput("--paired: " + baselines + " files of the baseline and " + candidates
                    + " of the candidate are no pairs; name as many of both, in the same order");
        }
        if (round == null) {
            return paired ? new Grouping.Pairs() : new Grouping.WholeRuns();
        }
        if (baselines != 1 || candidates != 1) {
            throw new BadInput("--round: cuts one file a side, and there are " + baselines + " and " + candidates
                    + "; use --paired when each pair of files was recorded together");
        }
        double seconds = seconds("--round", round);
        if (seconds == 0) {
            throw new BadInput("--round: \"" + round + "\" is no time at all; write one such as 60s");
        }
        return new Grouping.Slices(seconds);
    }

    private static double seconds(String option, String text) throws BadInput {
        try {
            return Durations.parse(text) / NANOS_PER_SECOND;
        } catch (MalformedQuantityException e) {
            throw new BadInput(option + ": " + e.getMessage());
        }
    }

    private static double fraction(String option, String text) throws BadInput {
        try {
            return Percentages.parse(text);
        } catch (MalformedQuantityException e) {
            throw new BadInput(option + ": " + e.getMessage());
        }
    }

    private @Nullable Unit unit() throws BadInput {
        if (unit == null) {
            return null;
        }
        var text = unit;
        return Arrays.stream(Unit.values())
                .filter(known -> known.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadInput("--unit: \"" + text + "\" is none; write one of " + Unit.words()));
    }

    private List<Double> percentiles() throws BadInput {
        if (percentiles == null) {
            return Request.PERCENTILES;
        }
        for (double percentile : percentiles) {
            if (!(percentile > 0 && percentile < 100)) {
                throw new BadInput("--percentile: " + Numbers.plain(percentile)
                        + " is not between 0 and 100; write one such as 99");
            }
        }
        return percentiles.stream().distinct().sorted().toList();
    }

    private Allowance allowance() throws BadInput {
        double tolerated = fraction("--tolerance", tolerance);
        double margin = fraction("--max-regression", maxRegression);
        if (margin == 0 || tolerated > margin) {
            throw new BadInput("--max-regression: " + maxRegression + " must be above 0%, and no less than --tolerance,"
                    + " which is " + tolerance);
        }
        return new Allowance(tolerated, margin);
    }

    private double falseAlarmRate() throws BadInput {
        double rate = fraction("--false-alarm-rate", falseAlarmRate);
        if (rate == 0 || SequentialTest.SPENT * rate > Levels.HIGHEST) {
            throw new BadInput("--false-alarm-rate: " + falseAlarmRate + " must be above 0% and below "
                    + Percentages.format(Levels.HIGHEST / SequentialTest.SPENT));
        }
        return rate;
    }

    private Rounds rounds() throws BadInput {
        if (minRounds < Rounds.FEWEST || minRounds > Rounds.LATEST_FIRST) {
            throw new BadInput(
                    "--min-rounds: " + minRounds + " is not from " + Rounds.FEWEST + " to " + Rounds.LATEST_FIRST);
        }
        if (maxRounds < minRounds || maxRounds > Rounds.MOST) {
            throw new BadInput("--max-rounds: " + maxRounds + " is not from " + minRounds
                    + ", which is --min-rounds, to " + Rounds.MOST);
        }
        return new Rounds(minRounds, maxRounds);
    }
}
