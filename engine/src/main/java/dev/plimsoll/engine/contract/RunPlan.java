package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a runner needs to drive its share of one run; the same for every shard of the run.
 *
 * @param version format version, {@link #VERSION} when written by this code
 * @param run namespace and name of the run, {@code namespace/name}
 * @param arms where requests go: one, or in a comparison the baseline and the candidate
 * @param phases what load is sent when, and what it does; never empty; names are unique; in a comparison one, which has
 *     the stages of all rounds
 * @param comparison how arms are compared; null in an ordinary run
 * @param data what templates may take values from
 * @param maxInFlight most requests that all shards together may have in flight; a shard gets its part of it
 * @param connectTimeoutNanos how long opening a connection may take, TLS handshake included
 * @param drainNanos how long after the end of a phase's schedule its slots that wait are still sent and scenarios go on
 *     to their next step; what is in flight then is left to its own timeouts
 * @param seed seed of every random choice; two runs with the same plan send the same arrivals
 * @param limits what the site allows this run, which a runner checks again; null for anything
 */
public record RunPlan(
        int version,
        String run,
        List<Arm> arms,
        List<Phase> phases,
        @Nullable Comparison comparison,
        List<DataSet> data,
        int maxInFlight,
        long connectTimeoutNanos,
        long drainNanos,
        long seed,
        @Nullable Limits limits) {

    /** The version that this code writes and reads. */
    public static final int VERSION = 3;

    public RunPlan {
        arms = List.copyOf(arms);
        phases = List.copyOf(phases);
        data = List.copyOf(data);
    }

    /** A plan that may do anything. */
    public RunPlan(
            int version,
            String run,
            List<Arm> arms,
            List<Phase> phases,
            @Nullable Comparison comparison,
            List<DataSet> data,
            int maxInFlight,
            long connectTimeoutNanos,
            long drainNanos,
            long seed) {
        this(version, run, arms, phases, comparison, data, maxInFlight, connectTimeoutNanos, drainNanos, seed, null);
    }

    /** An ordinary plan. */
    public RunPlan(
            int version,
            String run,
            Target target,
            List<Phase> phases,
            List<DataSet> data,
            int maxInFlight,
            long connectTimeoutNanos,
            long drainNanos,
            long seed) {
        this(
                version,
                run,
                List.of(new Arm(Arm.ONLY, target)),
                phases,
                null,
                data,
                maxInFlight,
                connectTimeoutNanos,
                drainNanos,
                seed);
    }

    /** An ordinary plan without phases. */
    public RunPlan(
            int version,
            String run,
            Target target,
            Load load,
            List<Scenario> scenarios,
            List<DataSet> data,
            int maxInFlight,
            long connectTimeoutNanos,
            long drainNanos,
            long seed) {
        this(
                version,
                run,
                target,
                List.of(new Phase(load, scenarios)),
                data,
                maxInFlight,
                connectTimeoutNanos,
                drainNanos,
                seed);
    }

    /** An ordinary plan without phases and data sets. */
    public RunPlan(
            int version,
            String run,
            Target target,
            Load load,
            List<Scenario> scenarios,
            int maxInFlight,
            long connectTimeoutNanos,
            long drainNanos,
            long seed) {
        this(version, run, target, load, scenarios, List.of(), maxInFlight, connectTimeoutNanos, drainNanos, seed);
    }

    /** The same plan under limits; null for none. */
    public RunPlan within(@Nullable Limits allowed) {
        return new RunPlan(
                version,
                run,
                arms,
                phases,
                comparison,
                data,
                maxInFlight,
                connectTimeoutNanos,
                drainNanos,
                seed,
                allowed);
    }

    /** Whether its phases have names, verdicts of their own, and are shown. */
    @JsonIgnore
    public boolean hasNamedPhases() {
        return phases.stream().anyMatch(Phase::hasName);
    }

    /** Length of the run: when the last schedule ends, since the start instant. */
    @JsonIgnore
    public long durationNanos() {
        return phases.stream().mapToLong(Phase::endNanos).max().orElse(0);
    }

    /** Where the requests of an ordinary run go; of a comparison, those to the baseline. */
    @JsonIgnore
    public Target target() {
        return arms.getFirst().target();
    }

    /** Whether there are two arms, and rounds. */
    @JsonIgnore
    public boolean comparesArms() {
        return comparison != null;
    }

    /**
     * Every instant that no interval of a report, nor one of a result, reaches over, in order: the ends of schedules,
     * of warm-ups, of rounds, and of the steps of a staircase.
     */
    @JsonIgnore
    public List<Long> bounds() {
        var warmups = phases.stream().flatMap(phase -> phase.warmups().stream());
        var rounds = comparison == null ? Stream.<Span>empty() : comparison.rounds().stream();
        var steps =
                phases.stream().filter(phase -> phase.staircase() != null).flatMap(phase -> phase.judged().stream());
        return Stream.concat(
                        phases.stream().map(Phase::endNanos),
                        Stream.of(warmups, rounds, steps)
                                .flatMap(spans -> spans)
                                .map(Span::endNanos))
                .distinct()
                .sorted()
                .toList();
    }

    /** The scenarios of all phases, each once. */
    @JsonIgnore
    public List<Scenario> scenarios() {
        return phases.stream()
                .flatMap(phase -> phase.scenarios().stream())
                .distinct()
                .toList();
    }

    /** The longest service time that any request is given. */
    @JsonIgnore
    public long longestTimeoutNanos() {
        return requests().mapToLong(Step.Request::timeoutNanos).max().orElse(0);
    }

    private Stream<Step.Request> requests() {
        return scenarios().stream().flatMap(Scenario::requests);
    }
}
