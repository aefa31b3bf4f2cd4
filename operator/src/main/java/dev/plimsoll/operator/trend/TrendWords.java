package dev.plimsoll.operator.trend;

import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.trend.Burn;
import dev.plimsoll.engine.trend.ChangePoint;
import dev.plimsoll.engine.trend.Drift;
import java.util.Locale;

/** What a trend says, in words. */
public final class TrendWords {
    private TrendWords() {}

    /** {@code p99 went from 212ms to 236ms (+11.3%) with run checkout-42 of 2026-11-03 (p 2.1e-05)}. */
    public static String change(ObjectiveTrend objective, ChangePoint change) {
        var limit = objective.limit();
        return "%s of budget %s went from %s to %s (%s) with run %s of %s (p %s)"
                .formatted(
                        objective.key().title(),
                        objective.key().budget(),
                        limit.format(change.from()),
                        limit.format(change.to()),
                        limit.formatChange(change.change()),
                        change.night().run(),
                        day(change),
                        probability(change.pValue()));
    }

    /** The day of a change, in UTC. */
    public static String day(ChangePoint change) {
        return change.night().time().toString().substring(0, "2026-11-03".length());
    }

    /** {@code +4.2% in 30 nights, since run checkout-12 (p 3e-04)}. */
    public static String drift(ObjectiveTrend objective, Drift drift) {
        return "%s in 30 nights, since run %s (%d nights, p %s)"
                .formatted(
                        objective.limit().formatChange(drift.perThirtyNights()),
                        objective.trend().nights().get(drift.since()).run(),
                        drift.nights(),
                        probability(drift.pValue()));
    }

    /** {@code 140%: 2 of 28 nights broke it, 5% may; 2 unknown}. */
    public static String burn(Burn burn) {
        return used(burn) + ": " + burn.broken() + " of " + Numbers.counted(burn.known(), "night") + " broke it, "
                + Percentages.format(Burn.ALLOWED) + " may"
                + (burn.unknown() == 0 ? "" : "; " + burn.unknown() + " unknown");
    }

    /** {@code 140%}; {@code unknown} when no night is known. */
    public static String used(Burn burn) {
        return burn.used().isEmpty()
                ? "unknown"
                : Percentages.format(burn.used().getAsDouble());
    }

    /** A probability to two digits: {@code 2.1e-05}. */
    public static String probability(double p) {
        return p < 1e-12 ? "<1e-12" : String.format(Locale.ROOT, "%.1e", p);
    }
}
