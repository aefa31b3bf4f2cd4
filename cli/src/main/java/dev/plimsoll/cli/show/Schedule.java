package dev.plimsoll.cli.show;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import java.util.stream.Collectors;

/** Where on its schedule a run is. */
final class Schedule {
    private final List<Phase> phases;
    private final long durationNanos;

    Schedule(List<Phase> phases) {
        this.phases = phases;
        this.durationNanos = phases.stream().mapToLong(Phase::endNanos).max().orElse(0);
    }

    /** What happens so long after the start: {@code warm-up}, {@code stage 2 of 3}, {@code draining}. */
    String phase(long nanosSinceStart) {
        long elapsedNanos = Math.max(0, nanosSinceStart);
        if (elapsedNanos >= durationNanos) {
            return "draining";
        }
        var now = phases.stream()
                .filter(phase -> phase.startNanos() <= elapsedNanos && elapsedNanos < phase.endNanos())
                .map(phase -> (phase.hasName() ? phase.name() + " " : "")
                        + stage(phase.load(), elapsedNanos - phase.startNanos()))
                .collect(Collectors.joining(", "));
        return now.isEmpty() ? "between phases" : now;
    }

    private static String stage(Load load, long sinceItsStart) {
        long end = 0;
        int number = 0;
        for (var stage : load.stages()) {
            end += stage.durationNanos();
            number += stage.warmup() ? 0 : 1;
            if (sinceItsStart < end) {
                return stage.warmup() ? "warm-up" : "stage " + number + " of " + judgedStages(load);
            }
        }
        throw new IllegalArgumentException("the load is over");
    }

    private static long judgedStages(Load load) {
        return load.stages().stream().filter(stage -> !stage.warmup()).count();
    }

    /** Time until the last slot, never negative. */
    long leftNanos(long elapsedNanos) {
        return Math.max(0, durationNanos - elapsedNanos);
    }
}
