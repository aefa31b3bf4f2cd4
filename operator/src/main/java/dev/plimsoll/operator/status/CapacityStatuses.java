package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.CapacityStatus;
import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.PeakRange;
import dev.plimsoll.engine.capacity.Scalability;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.judge.CapacityJudgement;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much load a target carries, as people read it. */
final class CapacityStatuses {
    private static final int DIGITS = 3;

    private CapacityStatuses() {}

    /** Null when nobody looked for it. */
    static @Nullable CapacityStatus of(@Nullable CapacityJudgement found) {
        if (found == null) {
            return null;
        }
        var capacity = Optional.ofNullable(found.capacity());
        var above = capacity.map(known -> known.climb().next());
        return new CapacityStatus(
                capacity.map(known -> Rates.format(known.perSecond())).orElse(null),
                capacity.map(known -> Rates.format(known.low())).orElse(null),
                capacity.map(known -> Rates.format(known.high())).orElse(null),
                capacity.map(known -> Percentages.format(known.confidence())).orElse(null),
                capacity.map(known -> known.limit().word()).orElse(null),
                above.map(step -> Rates.format(step.perSecond())).orElse(null),
                above.map(CapacityStatuses::why).orElse(null),
                capacity.map(Capacity::climbs).orElse(0) + "/" + found.climbs(),
                found.kneePerSecond() == null ? null : Rates.format(found.kneePerSecond()),
                littlesLaw(found.littlesLaw()),
                scalability(found));
    }

    private static @Nullable String why(Step step) {
        return step.outcome() instanceof Step.Exceeded exceeded ? exceeded.why() : null;
    }

    private static CapacityStatus.@Nullable LittlesLaw littlesLaw(@Nullable LittlesLaw law) {
        return law == null
                ? null
                : new CapacityStatus.LittlesLaw(
                        Numbers.plain(law.inFlight(), DIGITS), Numbers.plain(law.expected(), DIGITS), law.holds());
    }

    private static CapacityStatus.@Nullable Scalability scalability(CapacityJudgement found) {
        var law = found.scalability();
        return law == null
                ? null
                : new CapacityStatus.Scalability(
                        Numbers.plain(law.contention(), DIGITS),
                        Numbers.plain(law.coherence(), DIGITS),
                        peak(law).map(peak -> Numbers.plain(peak, DIGITS)).orElse(null),
                        range(found.peak()),
                        peak(law)
                                .map(peak -> Rates.format(law.throughputAt(peak)))
                                .orElse(null),
                        peak(law).map(peak -> peak > found.highestInFlight()).orElse(false));
    }

    private static Optional<Double> peak(Scalability law) {
        return law.peakConcurrency().stream().boxed().findFirst();
    }

    private static @Nullable String range(@Nullable PeakRange range) {
        return range == null || !Double.isFinite(range.high())
                ? null
                : Numbers.plain(range.low(), DIGITS) + ".." + Numbers.plain(range.high(), DIGITS);
    }
}
