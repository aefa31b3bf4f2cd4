package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.Climb;
import dev.plimsoll.engine.capacity.Limit;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.List;
import java.util.stream.Stream;

/** The verdict of a climb, in a sentence. */
final class CapacitySummary {
    private CapacitySummary() {}

    static Judgement of(CapacityJudgement found, List<ObjectiveJudgement> objectives, Totals totals) {
        var capacity = found.capacity();
        if (capacity == null) {
            return unknown(found.steps(), objectives, totals);
        }
        if (capacity.limit() == Limit.GENERATOR) {
            return new Judgement(
                    Verdict.INCONCLUSIVE,
                    Reason.GENERATOR_LIMITED,
                    "the target carries at least " + rate(capacity.perSecond()) + ", but then " + next(capacity),
                    objectives,
                    totals);
        }
        if (capacity.perSecond() == 0) {
            return new Judgement(
                    Verdict.FAIL,
                    Reason.NO_CAPACITY,
                    "the target did not carry even the lowest step: " + next(capacity),
                    objectives,
                    totals);
        }
        var asked = Summary.of(objectives, totals);
        return switch (asked.verdict()) {
            case FAIL, INCONCLUSIVE ->
                new Judgement(
                        asked.verdict(),
                        asked.reason(),
                        sentence(capacity) + "; but there " + asked.message(),
                        objectives,
                        totals);
            case PASS, WARN ->
                new Judgement(asked.verdict(), Reason.CAPACITY_FOUND, sentence(capacity), objectives, totals);
        };
    }

    private static String sentence(Capacity capacity) {
        var agreed = capacity.low() == capacity.high()
                ? "all %d climbs agree".formatted(capacity.climbs())
                : "%d climbs: %s to %s, %s confidence"
                        .formatted(
                                capacity.climbs(),
                                rate(capacity.low()),
                                rate(capacity.high()),
                                Percentages.format(capacity.confidence()));
        return capacity.limit() == Limit.NOTHING
                ? "the target carries at least %s, the highest rate that was tried (%s); climb higher to find its limit"
                        .formatted(rate(capacity.perSecond()), agreed)
                : "the target carries %s (%s); %s".formatted(rate(capacity.perSecond()), agreed, next(capacity));
    }

    /** What happened at the step that did not hold. */
    private static String next(Capacity capacity) {
        var next = capacity.climb().next();
        return next != null && next.outcome() instanceof Step.Exceeded exceeded
                ? "at " + rate(next.perSecond()) + " " + exceeded.why()
                : "no step was too much";
    }

    private static Judgement unknown(List<StepReading> steps, List<ObjectiveJudgement> objectives, Totals totals) {
        var why = steps.stream()
                .map(reading -> reading.step().outcome())
                .flatMap(outcome -> outcome instanceof Step.Unknown unknown ? Stream.of(unknown.why()) : Stream.empty())
                .findFirst()
                .orElse("no step was driven");
        return new Judgement(
                Verdict.INCONCLUSIVE,
                Reason.TOO_FEW_SAMPLES,
                "fewer than %d climbs say how much load the target carries: %s%s"
                        .formatted(Capacity.FEWEST_CLIMBS, why, firstClimb(steps)),
                objectives,
                totals);
    }

    /** What there is. */
    private static String firstClimb(List<StepReading> steps) {
        var first = Climb.of(steps.stream()
                .filter(reading -> reading.climb() == 0)
                .map(StepReading::step)
                .toList());
        return first.perSecond().isPresent()
                ? "; the first climb says " + rate(first.perSecond().getAsDouble())
                : "";
    }

    private static String rate(double perSecond) {
        return Rates.format(perSecond);
    }
}
