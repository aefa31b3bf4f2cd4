package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.grouped;

/**
 * Judges single objectives.
 *
 * <p>The measured value decides: it is the best guess there is. How far chance may have moved it is said beside it.
 * With too few samples an objective is inconclusive, unless every likely value misses it, for then more samples would
 * not save it.
 */
final class ObjectiveJudge {
    private final Evidence evidence;
    private final Gauge gauge;
    private final PlanIndex index;

    ObjectiveJudge(Evidence evidence) {
        this.evidence = evidence;
        this.gauge = new Gauge(evidence);
        this.index = new PlanIndex(evidence.phases());
    }

    ObjectiveJudgement judge(Budget budget, Objective objective) {
        var unknown = index.unknownIn(objective.selector());
        if (unknown.isPresent()) {
            return unmeasured(
                    budget, objective, unknown.get().reason(), unknown.get().message());
        }
        if (objective instanceof Objective.Regression) {
            return unmeasured(
                    budget,
                    objective,
                    Reason.NO_BASELINE,
                    objective.subject()
                            + " could not be compared: the run had one target; give the LoadTest a comparison");
        }
        return gauge.read(objective)
                .map(measurement -> judge(budget, objective, measurement))
                .orElseGet(() -> unmeasured(
                        budget,
                        objective,
                        Reason.NO_DATA,
                        objective.subject() + " could not be measured: " + whyNothing(objective)));
    }

    private String whyNothing(Objective objective) {
        if (objective instanceof Objective.CheckRate) {
            return index.hasChecks(objective.selector())
                    ? "no request with checks was answered; the errors say why"
                    : "no step that it selects has checks; give one some, or remove the objective";
        }
        long sent = evidence.measured(objective.selector()).counts().sent();
        return sent == 0
                ? "no such request was sent in the judged time"
                : "not one of " + grouped(sent) + " such requests had a response; the errors say why";
    }

    private static ObjectiveJudgement unmeasured(Budget budget, Objective objective, Reason reason, String message) {
        return new ObjectiveJudgement(
                budget.phase(), budget.name(), objective, Verdict.INCONCLUSIVE, null, null, 0, reason, message);
    }

    private static ObjectiveJudgement judge(Budget budget, Objective objective, Measurement measurement) {
        var doubt = measurement.doubt();
        boolean missed = objective.isMissedBy(measurement.value());
        if (doubt != null && doubt.reason() == Reason.GENERATOR_LIMITED) {
            return doubted(budget, objective, measurement, doubt, "; that may be the generator's fault: ");
        }
        if (doubt != null && !measurement.isCertainToMiss(objective)) {
            return doubted(budget, objective, measurement, doubt, "; that is too little to judge by: ");
        }
        return measured(
                budget,
                objective,
                measurement,
                missed ? verdictOfMiss(objective.severity()) : Verdict.PASS,
                missed ? objective.reasonOfMiss() : Reason.WITHIN_LIMIT,
                sentence(objective, measurement) + remark(objective, measurement));
    }

    private static ObjectiveJudgement doubted(
            Budget budget, Objective objective, Measurement measurement, Doubt doubt, String because) {
        return measured(
                budget,
                objective,
                measurement,
                doubt.verdict(),
                doubt.reason(),
                sentence(objective, measurement) + because + doubt.message());
    }

    private static ObjectiveJudgement measured(
            Budget budget,
            Objective objective,
            Measurement measurement,
            Verdict verdict,
            Reason reason,
            String message) {
        return new ObjectiveJudgement(
                budget.phase(),
                budget.name(),
                objective,
                verdict,
                measurement.value(),
                measurement.boundedConfidence(),
                measurement.samples(),
                reason,
                message);
    }

    private static Verdict verdictOfMiss(Severity severity) {
        return switch (severity) {
            case FAIL -> Verdict.FAIL;
            case WARN -> Verdict.WARN;
        };
    }

    /** {@code p99 of response time was 212ms, limit 300ms, from 60,000 requests (95 % confidence: 208ms..217ms)}. */
    private static String sentence(Objective objective, Measurement measurement) {
        int digits = objective.digitsToTell(measurement.value());
        var confidence = measurement.boundedConfidence();
        return "%s was %s, limit %s, from %s%s"
                .formatted(
                        objective.subject(),
                        objective.format(measurement.value(), digits),
                        objective.format(objective.limit(), digits),
                        measurement.source(),
                        confidence == null ? "" : " (95 %% confidence: %s)".formatted(objective.format(confidence)));
    }

    private static String remark(Objective objective, Measurement measurement) {
        if (measurement.doubt() != null) {
            return "; that is little to judge by, but enough to say that the limit does not hold";
        }
        var confidence = measurement.boundedConfidence();
        return confidence != null && confidence.contains(objective.limit())
                ? "; that is close: the interval includes the limit"
                : "";
    }
}
