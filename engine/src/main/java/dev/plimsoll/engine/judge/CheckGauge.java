package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;
import static dev.plimsoll.engine.quantity.Numbers.grouped;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the share of checks that passed. */
final class CheckGauge {
    private final Evidence evidence;

    CheckGauge(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The share; empty when no check was made. */
    Optional<Measurement> read(Objective.CheckRate objective) {
        var counts = evidence.measured(objective.selector()).counts();
        long made = counts.checks();
        if (made == 0) {
            return Optional.empty();
        }
        long passed = made - counts.totalFailedChecks();
        double value = (double) passed / made;
        long needed = checksNeeded(objective);
        var doubt = made < needed
                ? Gauge.tooFew("a limit of " + objective.format(objective.limit()), needed)
                : objective.isMissedBy(value) ? null : unmade(objective, passed, made);
        return Optional.of(new Measurement(
                value,
                Confidence.ofShare(passed, made),
                made,
                counted(made, "check") + ", of which " + grouped(made - passed) + " failed",
                doubt));
    }

    /** By the rule of three, as for errors: no failure in {@code 3 / f} checks says that fewer than {@code f} fail. */
    private static long checksNeeded(Objective.CheckRate objective) {
        var mayFail = BigDecimal.ONE.subtract(BigDecimal.valueOf(objective.minFraction()));
        return mayFail.signum() == 0 ? 1 : Gauge.quotientUp(BigDecimal.valueOf(Gauge.RULE_OF_THREE), mayFail);
    }

    /**
     * A request without a response has no checks, and all of them might have failed; null when that would still hold.
     */
    private @Nullable Doubt unmade(Objective.CheckRate objective, long passed, long made) {
        long due = Math.max(made, evidence.checksDue(objective.selector()));
        double worst = (double) passed / due;
        return objective.isMissedBy(worst)
                ? new Doubt(
                        Reason.PARTIAL_EVIDENCE,
                        "of %s that were due, %s could not be made, and had they failed, it would be %s; find out what "
                                        .formatted(
                                                counted(due, "check"),
                                                grouped(due - made),
                                                objective.format(worst, objective.digitsToTell(worst)))
                                + "kept those requests from a response")
                : null;
    }
}
