package dev.plimsoll.operator.reconcile;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.plan.RateCurve;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run would have measured, had its target answered so: every request, in lognormal times, of a plan with one
 * phase and one step. Of the answers that fit a moment and an arm, the last counts.
 */
record Answers(List<Answer> answers) {
    private static final long SECOND = 1_000_000_000L;
    private static final long SKEW_NANOS = 140_000;
    private static final double DEVIATION = 0.3;
    /** Of lognormal times, mean ÷ median. */
    private static final double MEAN = StrictMath.exp(DEVIATION * DEVIATION / 2);

    /** What the hour of the day, the node and the neighbour make of the same second. */
    private static final double WEATHER = 0.02;

    private static final long SEED = 7;

    /** Its multiples, as parts of 1, are spread evenly. */
    private static final double GOLDEN_RATIO = 0.618034;

    /**
     * One rule.
     *
     * @param arm only of this one
     * @param above only where the load is above this rate
     * @param from only from this time on
     * @param median response time
     * @param rare what some requests meet instead
     */
    record Answer(
            @Nullable String arm,
            @Nullable String above,
            @Nullable String from,
            String median,
            @Nullable Rare rare) {
        boolean fits(String askedArm, double perSecond, long nanos) {
            return (arm == null || arm.equals(askedArm))
                    && (above == null || perSecond > Rates.parse(above))
                    && (from == null || nanos >= Durations.parse(from));
        }
    }

    /** So many of all requests have another median. */
    record Rare(String share, String median) {}

    /** The first so many nanoseconds of a run. */
    RunResult until(long endNanos, RunPlan plan, Instant startAt, int shards, @Nullable String stopReason) {
        var phase = plan.phases().getFirst();
        var curve = RateCurve.of(phase.load().stages());
        var intervals = LongStream.range(0, endNanos / SECOND)
                .mapToObj(second -> interval(plan, phase, curve, second))
                .toList();
        var ending = stopReason == null ? Ending.COMPLETED : Ending.STOPPED;
        return new RunResult(
                RunPlan.VERSION,
                plan,
                startAt.getEpochSecond() * SECOND,
                intervals,
                shards,
                IntStream.range(0, shards)
                        .mapToObj(index -> new ShardProgress(
                                index,
                                "runner-" + index,
                                "process-" + index,
                                intervals.size() - 1,
                                SKEW_NANOS * (index + 1),
                                ending))
                        .toList(),
                stopReason);
    }

    private Interval interval(RunPlan plan, Phase phase, RateCurve curve, long second) {
        long begin = second * SECOND;
        long due = Math.round(curve.cumulativeAt(begin + SECOND)) - Math.round(curve.cumulativeAt(begin));
        double perSecond = curve.rateAt(begin);
        var series = plan.arms().stream()
                .map(arm -> series(arm, phase, begin, due / plan.arms().size(), perSecond))
                .toList();
        double meanNanos = plan.arms().stream()
                .mapToDouble(arm -> MEAN * medianNanos(answer(arm, perSecond, begin)))
                .average()
                .orElseThrow();
        double inFlight = perSecond * meanNanos / SECOND;
        // whole requests, which are right on average
        long counted = (long) (inFlight + second * GOLDEN_RATIO % 1);
        return new Interval(second, begin, begin + SECOND, series, new GeneratorHealth(0, 0, 0, counted, 0));
    }

    private Series series(Arm arm, Phase phase, long begin, long due, double perSecond) {
        var random =
                new SplittableRandom(SEED + begin / SECOND * 31 + arm.name().hashCode());
        var answer = answer(arm, perSecond, begin);
        double weather = StrictMath.exp(WEATHER * random.nextGaussian());
        var times = Histograms.create();
        for (long i = 0; i < due; i++) {
            double median =
                    isRare(answer, random) ? Durations.parse(rare(answer).median()) : medianNanos(answer);
            Histograms.record(times, Math.round(median * weather * StrictMath.exp(DEVIATION * random.nextGaussian())));
        }
        var scenario = phase.scenarios().getFirst();
        var step = scenario.requests().findFirst().orElseThrow();
        var encoded = Histograms.encode(times);
        return new Series(
                new SeriesKey(
                        arm.name(),
                        phase.name(),
                        scenario.name(),
                        step.name(),
                        phase.load().isWarmup(begin)),
                new Counts(due, due, due, 0, 0, 0, Map.of()),
                encoded,
                encoded,
                Histograms.encode(Histograms.create()));
    }

    private Answer answer(Arm arm, double perSecond, long nanos) {
        return answers.reversed().stream()
                .filter(answer -> answer.fits(arm.name(), perSecond, nanos))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRare(Answer answer, SplittableRandom random) {
        return answer.rare() != null
                && random.nextDouble() < Percentages.parse(answer.rare().share());
    }

    private static Rare rare(Answer answer) {
        return Objects.requireNonNull(answer.rare());
    }

    private static double medianNanos(Answer answer) {
        return Durations.parse(answer.median());
    }
}
