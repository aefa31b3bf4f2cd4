package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PhaseSpec;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the phases of a spec in which the rules found no problem. */
final class PhasePlanner {
    private PhasePlanner() {}

    /** The phases in the order of their list; one without a name when the spec has a load in place of phases. */
    static List<Phase> phases(LoadTestSpec spec, List<Scenario> scenarios) {
        if (spec.comparison() != null) {
            var round = Planner.round(Objects.requireNonNull(spec.load()));
            return List.of(new Phase(repeated(round, spec.comparison().rounds().max()), scenarios));
        }
        var loads = loads(spec).map(Planner::load).toList();
        if (spec.phases() == null) {
            var staircase = StaircasePlanner.staircase(Objects.requireNonNull(spec.load()));
            return List.of(new Phase(Phase.UNNAMED, 0, loads.getFirst(), scenarios, staircase));
        }
        var phases = spec.phases();
        var order = new PhaseOrder(phases);
        return IntStream.range(0, phases.size())
                .mapToObj(place -> new Phase(
                        phases.get(place).name(),
                        order.startNanos(place, each -> loads.get(each).durationNanos()),
                        loads.get(place),
                        played(phases.get(place), scenarios),
                        StaircasePlanner.staircase(phases.get(place).load())))
                .toList();
    }

    /** How its two targets are compared; null for a spec that has one. */
    static @Nullable Comparison comparison(LoadTestSpec spec) {
        if (spec.comparison() == null) {
            return null;
        }
        var rounds = spec.comparison().rounds();
        return new Comparison(
                rounds.min(),
                rounds.max(),
                Planner.round(Objects.requireNonNull(spec.load())).durationNanos());
    }

    private static Load repeated(Load round, int times) {
        var stages = Stream.generate(round::stages)
                .limit(times)
                .flatMap(List::stream)
                .toList();
        return switch (round) {
            case Load.Open open -> new Load.Open(open.arrivals(), stages);
            case Load.Closed closed -> new Load.Closed(closed.thinkTime(), closed.pacingNanos(), stages);
        };
    }

    /** Most requests in flight, of whatever phase. */
    static int maxInFlight(LoadTestSpec spec) {
        return loads(spec).mapToInt(LoadSpec::maxInFlight).max().orElseThrow();
    }

    private static Stream<LoadSpec> loads(LoadTestSpec spec) {
        return spec.phases() == null
                ? Stream.ofNullable(spec.load())
                : spec.phases().stream().map(PhaseSpec::load);
    }

    private static List<Scenario> played(PhaseSpec phase, List<Scenario> scenarios) {
        var names = phase.scenarios();
        return names == null
                ? scenarios
                : scenarios.stream()
                        .filter(scenario -> names.contains(scenario.name()))
                        .toList();
    }
}
