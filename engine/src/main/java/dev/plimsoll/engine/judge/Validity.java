package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.plan.PlannedLoad;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a run, or a phase of it, can carry a verdict at all.
 *
 * <p>A doubt outweighs every objective, met or missed: numbers of half a run prove neither.
 */
final class Validity {
    private final RunResult result;
    private final Evidence evidence;

    private Validity(RunResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
    }

    /** What speaks against all that a run measured, if anything; of several the weightiest. */
    static Optional<Doubt> ofRun(RunResult result, Evidence evidence) {
        var validity = new Validity(result, evidence);
        return validity.aborted()
                .or(validity::interrupted)
                .or(validity::runnerLost)
                .or(validity::stopped);
    }

    /** What speaks against the numbers of a phase that was driven to its end, if anything. */
    static Optional<Doubt> ofPhase(Evidence evidence) {
        return noData(evidence).or(() -> generatorLimited(evidence));
    }

    private Optional<Doubt> aborted() {
        return ended(StopCause.ABORTED).map(what -> aborted("the load was aborted: " + what));
    }

    /** A generator that lagged may itself have made the target look bad. No slot is missing: the schedule was cut. */
    private Doubt aborted(String sentence) {
        var shortfall = new Shortfall(evidence.slotsWithWarmup(), 0);
        return shortfall.isTooLarge()
                ? new Doubt(Reason.GENERATOR_LIMITED, sentence + "; but " + shortfall.sentence())
                : new Doubt(Reason.ABORTED, sentence);
    }

    private Optional<Doubt> interrupted() {
        return ended(StopCause.INTERRUPTED)
                .map(what -> new Doubt(Reason.INTERRUPTED, "the run was interrupted: " + what));
    }

    private Optional<Doubt> stopped() {
        return ended(StopCause.STOPPED)
                .or(() -> Optional.of("a runner was told to stop")
                        .filter(_ -> anyShardEnded(Ending.STOPPED)
                                && ended(StopCause.DECIDED).isEmpty()))
                .map(what -> new Doubt(Reason.STOPPED, "the load was ended before its schedule: " + what));
    }

    private Optional<String> ended(StopCause cause) {
        return Optional.ofNullable(result.stopReason()).filter(cause::isOf).map(cause::what);
    }

    private boolean anyShardEnded(Ending ending) {
        return result.shards().stream().anyMatch(shard -> shard.ending() == ending);
    }

    private Optional<Doubt> runnerLost() {
        var lost = IntStream.range(0, result.plannedShards())
                .mapToObj(this::lossOf)
                .flatMap(Optional::stream)
                .toList();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Doubt(
                Reason.RUNNER_LOST,
                "%d of %d runners did not drive their share of the load to the end: %s%s"
                        .formatted(
                                lost.size(),
                                result.plannedShards(),
                                String.join(", ", lost),
                                ended(StopCause.STOPPED).map("; "::concat).orElse(""))));
    }

    private Optional<String> lossOf(int index) {
        var registered =
                result.shards().stream().filter(shard -> shard.index() == index).findFirst();
        if (registered.isEmpty()) {
            return Optional.of("shard " + index + " was never taken");
        }
        var name = "shard %d (%s)".formatted(index, registered.get().runner());
        return switch (registered.get().ending()) {
            case null -> Optional.of(name + " fell silent");
            case INTERRUPTED -> Optional.of(name + " was told to end");
            case COMPLETED, STOPPED -> Optional.empty();
        };
    }

    private static Optional<Doubt> noData(Evidence evidence) {
        var counts = evidence.measured(Selector.ALL).counts();
        return counts.sent() + counts.missed() > 0
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Reason.NO_DATA, "no request fell into the judged time, so there is nothing to judge"));
    }

    private static Optional<Doubt> generatorLimited(Evidence evidence) {
        var slots = evidence.slots();
        var shortfall = new Shortfall(slots, unaccounted(evidence.phases(), slots.offered()));
        return shortfall.isTooLarge()
                ? Optional.of(new Doubt(Reason.GENERATOR_LIMITED, shortfall.sentence()))
                : Optional.empty();
    }

    /**
     * Slots of the schedule that appear nowhere, beyond what chance and rounding explain. The number of Poisson
     * arrivals varies by its square root; five of those are exceeded once in three million runs.
     */
    private static long unaccounted(Collection<Phase> phases, long offered) {
        double least = phases.stream()
                .mapToDouble(phase -> switch (phase.load()) {
                    case Load.Open open -> leastArrivals(open);
                    case Load.Closed _ -> 0;
                })
                .sum();
        return Math.max(0, (long) least - offered);
    }

    static double leastArrivals(Load.Open open) {
        double planned = PlannedLoad.of(open).judgedArrivals();
        double slack = switch (open.arrivals()) {
            case UNIFORM -> 2;
            case POISSON -> 5 * Math.sqrt(planned);
        };
        return planned - slack;
    }
}
