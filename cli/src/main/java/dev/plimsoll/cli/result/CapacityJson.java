package dev.plimsoll.cli.result;

import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.judge.CapacityJudgement;
import dev.plimsoll.engine.judge.StepReading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much load the target carries; rates are per second. */
record CapacityJson(
        @Nullable Double rate,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double confidence,
        @Nullable String limitedBy,
        @Nullable Double firstAbove,
        @Nullable String message,
        int climbs,
        @Nullable Double knee,
        @Nullable LittlesLawJson littlesLaw,
        @Nullable ScalabilityJson scalability,
        List<StepJson> steps) {

    /** Whether what was in flight fits to throughput and time. */
    record LittlesLawJson(double inFlight, double expected, double deviation, boolean holds) {
        static @Nullable LittlesLawJson of(@Nullable LittlesLaw law) {
            return law == null
                    ? null
                    : new LittlesLawJson(law.inFlight(), law.expected(), law.deviation(), law.holds());
        }
    }

    /** The Universal Scalability Law; advisory. Absent bounds are infinite. */
    record ScalabilityJson(
            double single,
            double contention,
            double coherence,
            @Nullable Double peakInFlight,
            @Nullable Double peakLow,
            @Nullable Double peakHigh,
            @Nullable Double peakRate,
            double highestInFlight) {

        static @Nullable ScalabilityJson of(CapacityJudgement found) {
            var law = found.scalability();
            if (law == null) {
                return null;
            }
            var peak = law.peakConcurrency().stream().boxed().findFirst();
            var range = Optional.ofNullable(found.peak());
            return new ScalabilityJson(
                    law.single(),
                    law.contention(),
                    law.coherence(),
                    peak.orElse(null),
                    range.map(known -> known.low()).filter(Double::isFinite).orElse(null),
                    range.map(known -> known.high()).filter(Double::isFinite).orElse(null),
                    peak.map(law::throughputAt).orElse(null),
                    found.highestInFlight());
        }
    }

    /** One step of one climb, from 0. */
    record StepJson(
            int climb,
            double rate,
            String outcome,
            @Nullable String limitedBy,
            @Nullable String message,
            double achievedPerSecond,
            double okPerSecond,
            double errorFraction,
            ResultJson.@Nullable QuantilesJson responseTimeMillis,
            @Nullable Double inFlight) {

        static StepJson of(StepReading reading) {
            var totals = reading.totals();
            var outcome = reading.step().outcome();
            return new StepJson(
                    reading.climb(),
                    reading.step().perSecond(),
                    switch (outcome) {
                        case Step.Sustained _ -> "Sustained";
                        case Step.Exceeded _ -> "Exceeded";
                        case Step.Unknown _ -> "Unknown";
                    },
                    outcome instanceof Step.Exceeded exceeded ? exceeded.limit().word() : null,
                    switch (outcome) {
                        case Step.Sustained _ -> null;
                        case Step.Exceeded exceeded -> exceeded.why();
                        case Step.Unknown unknown -> unknown.why();
                    },
                    totals.achievedPerSecond(),
                    totals.okPerSecond(),
                    totals.errorFraction(),
                    ResultJson.QuantilesJson.of(totals.response()),
                    reading.point().map(point -> point.concurrency()).orElse(null));
        }
    }

    /** Null when nobody looked for it. */
    static @Nullable CapacityJson of(@Nullable CapacityJudgement found) {
        if (found == null) {
            return null;
        }
        var capacity = Optional.ofNullable(found.capacity());
        var above = capacity.map(known -> known.climb().next());
        return new CapacityJson(
                capacity.map(Capacity::perSecond).orElse(null),
                capacity.map(Capacity::low).orElse(null),
                capacity.map(Capacity::high).orElse(null),
                capacity.map(Capacity::confidence).orElse(null),
                capacity.map(known -> known.limit().word()).orElse(null),
                above.map(Step::perSecond).orElse(null),
                above.map(step -> step.outcome() instanceof Step.Exceeded exceeded ? exceeded.why() : null)
                        .orElse(null),
                found.climbs(),
                found.kneePerSecond(),
                LittlesLawJson.of(found.littlesLaw()),
                ScalabilityJson.of(found),
                found.steps().stream().map(StepJson::of).toList());
    }
}
