package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the whole of a run for what stands out. */
public final class Findings {
    /** Of all phases together; the rest is left out. */
    public static final int MOST = 20;

    private Findings() {}

    /**
     * What stands out, phase by phase; of each kind at most one a phase, the strongest. A comparison has none, nor has
     * a staircase: their rounds and steps are short, and judged one by one.
     */
    public static List<Finding> of(RunResult result) {
        return result.plan().comparesArms()
                ? List.of()
                : result.plan().phases().stream()
                        .filter(phase -> phase.staircase() == null)
                        .flatMap(phase -> of(result, phase))
                        .limit(MOST)
                        .toList();
    }

    private static Stream<Finding> of(RunResult result, Phase phase) {
        var course = Course.of(result, phase);
        var stretches = SteadyLoad.of(result.plan(), phase).stream()
                .map(stretch -> stretch.until(course.endNanos()))
                .flatMap(Optional::stream)
                .filter(stretch -> course.isOnTime(stretch.span()))
                .toList();
        var recoveries = Rush.of(phase, stretches).stream()
                .flatMap(rush -> Recovery.of(course, rush).stream())
                .toList();
        var calm = stretches.stream()
                .flatMap(stretch -> calm(stretch, recoveries).stream())
                .toList();
        return Stream.of(
                        Drift.in(phase.name(), course, calm),
                        LatencyCliff.in(phase.name(), course, calm),
                        Unsteady.in(phase.name(), course, calm),
                        Recovery.slowest(phase.name(), recoveries))
                .flatMap(Optional::stream);
    }

    /** What a rush left behind is told once, as its recovery. */
    private static Optional<Stretch> calm(Stretch stretch, List<Recovery> recoveries) {
        return recoveries.stream()
                .filter(recovery -> recovery.rush().after().equals(stretch))
                .findFirst()
                .map(Recovery::calm)
                .orElse(Optional.of(stretch));
    }
}
