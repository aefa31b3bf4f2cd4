package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.grouped;

import dev.plimsoll.engine.capacity.Growth;
import dev.plimsoll.engine.capacity.Limit;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.capacity.Step.Exceeded;
import dev.plimsoll.engine.capacity.Step.Outcome;
import dev.plimsoll.engine.capacity.Step.Sustained;
import dev.plimsoll.engine.capacity.Step.Unknown;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a target held one step. It did when every objective that can fail the run holds, for a percentile or a mean
 * the upper end of its interval too; when the requests that fell due were sent; and when what is in flight did not
 * grow. A step that held nothing for certain and missed nothing is unknown.
 */
final class StepJudge {
    /** Share of the requests due that must have been sent, at the lower end of its interval. */
    private static final double SENT = 0.99;

    /** A tenth of a second's slots may wait when a climb begins: more is what the climb before has left. */
    private static final double CLEAN_SECONDS = 0.1;

    /** What may fail when no budget says it. */
    private static final Objective ERRORS = new Objective.ErrorRate("errors", Selector.ALL, 0.01, Severity.FAIL);

    private final StepEvidence steps;
    private final List<Objective> objectives;

    StepJudge(StepEvidence steps, List<Objective> ofBudgets) {
        this.steps = steps;
        boolean limitsErrors = ofBudgets.stream().anyMatch(Objective.ErrorRate.class::isInstance);
        this.objectives = Stream.concat(
                        ofBudgets.stream().filter(objective -> objective.severity() == Severity.FAIL),
                        limitsErrors ? Stream.empty() : Stream.of(ERRORS))
                .toList();
    }

    /**
     * Judges a step.
     *
     * @param fresh whether no step of this climb was judged before it
     */
    Step judge(int step, Evidence evidence, boolean fresh) {
        return new Step(steps.perSecond(step), outcome(step, evidence, fresh));
    }

    private Outcome outcome(int step, Evidence evidence, boolean fresh) {
        if (steps.drivenNanos() < steps.span(step).endNanos()) {
            return new Unknown("the load ended before this step did");
        }
        if (fresh && steps.queuedBefore(step) > CLEAN_SECONDS * steps.perSecond(step)) {
            return new Unknown("%s slots still waited from the climb before; give it a longer rest"
                    .formatted(grouped(steps.queuedBefore(step))));
        }
        var found = Stream.concat(
                        Stream.of(generator(evidence)),
                        Stream.concat(
                                objectives.stream().map(objective -> outcome(objective, evidence)),
                                Stream.of(sent(evidence), inFlight(step))))
                .flatMap(Optional::stream)
                .toList();
        return Stream.concat(
                        found.stream().filter(Exceeded.class::isInstance),
                        found.stream().filter(Unknown.class::isInstance))
                .findFirst()
                .orElseGet(Sustained::new);
    }

    private static Optional<Outcome> generator(Evidence evidence) {
        var shortfall = new Shortfall(evidence.slots(), 0);
        return shortfall.isTooLarge()
                ? Optional.of(new Exceeded(Limit.GENERATOR, shortfall.sentence()))
                : Optional.empty();
    }

    /** What one objective has against the step, if anything. */
    private static Optional<Outcome> outcome(Objective objective, Evidence evidence) {
        return limit(objective)
                .flatMap(limit -> new Gauge(evidence)
                        .read(objective)
                        .map(measured -> outcome(objective, limit, measured))
                        .orElseGet(() -> Optional.of(
                                new Unknown(objective.subject() + " could not be measured; the errors say why"))));
    }

    private static Optional<Limit> limit(Objective objective) {
        return switch (objective) {
            case Objective.Latency _ -> Optional.of(Limit.RESPONSE_TIME);
            case Objective.ErrorRate _ -> Optional.of(Limit.ERROR_RATE);
            case Objective.CheckRate _ -> Optional.of(Limit.CHECK_RATE);
            case Objective.Throughput _ -> Optional.empty(); // of the capacity, not of each step on the way to it
            case Objective.Regression _ -> Optional.empty();
        };
    }

    private static Optional<Outcome> outcome(Objective objective, Limit limit, Measurement measured) {
        var doubt = measured.doubt();
        var sentence = "%s was %s, limit %s"
                .formatted(
                        objective.subject(), objective.format(measured.value()), objective.format(objective.limit()));
        if (doubt != null && doubt.reason() == Reason.GENERATOR_LIMITED) {
            return Optional.of(new Exceeded(Limit.GENERATOR, sentence + "; " + doubt.message()));
        }
        if (doubt != null && doubt.reason() == Reason.TOO_FEW_SAMPLES && !measured.isCertainToMiss(objective)) {
            return Optional.of(new Unknown(
                    sentence + " from " + measured.source() + "; " + doubt.message() + ": hold each step longer"));
        }
        if (doubt != null && doubt.reason() != Reason.TOO_FEW_SAMPLES) {
            return Optional.of(new Exceeded(limit, sentence + "; " + doubt.message()));
        }
        if (objective.isMissedBy(measured.value())) {
            return Optional.of(new Exceeded(limit, sentence));
        }
        var interval = measured.boundedConfidence();
        return objective instanceof Objective.Latency && interval != null && objective.isMissedBy(interval.high())
                ? Optional.of(new Exceeded(
                        limit, sentence + ", but with 95 % confidence only up to " + objective.format(interval.high())))
                : Optional.empty();
    }

    private static Optional<Outcome> sent(Evidence evidence) {
        var counts = evidence.withinSchedule(Selector.ALL);
        long due = counts.offered();
        if (due == 0) {
            return Optional.of(new Unknown("no request fell due"));
        }
        long sent = Math.min(counts.sent(), due);
        if (Confidence.ofShare(sent, due).low() >= SENT) {
            return Optional.empty();
        }
        return Optional.of(
                sent == due
                        ? new Unknown(
                                "%s requests are too few to say that 99%% of those due are sent; hold each step longer"
                                        .formatted(grouped(due)))
                        : new Exceeded(
                                Limit.ACHIEVED_RATE,
                                "only %s of %s requests that fell due were sent (%s), the others waited for a place among those in flight"
                                        .formatted(
                                                grouped(sent), grouped(due), Percentages.format((double) sent / due))));
    }

    private Optional<Outcome> inFlight(int step) {
        var intervals = steps.during(step);
        if (!steps.isAlone() || intervals.size() < Growth.FEWEST) {
            return Optional.empty();
        }
        var growth = Growth.of(
                intervals.stream()
                        .mapToDouble(interval -> interval.endNanos() / 1e9)
                        .toArray(),
                intervals.stream().mapToDouble(StepJudge::unanswered).toArray());
        return growth.isSubstantial()
                ? Optional.of(new Exceeded(
                        Limit.BACKLOG,
                        "requests in flight or waiting grew by %s a second, to more than their mean of %s"
                                .formatted(Numbers.plain(growth.slope(), 2), Numbers.plain(growth.mean(), 3))))
                : Optional.empty();
    }

    private static double unanswered(Interval interval) {
        return interval.health().inFlight() + interval.health().queued();
    }
}
