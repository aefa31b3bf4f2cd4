package dev.plimsoll.cli.show;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import java.util.List;

/** Where on its schedule a run is. */
final class Schedule {
    private final List<Stage> stages;
    private final long durationNanos;
    private final long judgedStages;

    Schedule(Load load) {
        this.stages = load.stages();
        this.durationNanos = load.durationNanos();
        this.judgedStages = stages.stream().filter(stage -> !stage.warmup()).count();
    }

    /** What happens so long after the start: {@code warm-up}, {@code stage 2 of 3}, {@code draining}. */
    String phase(long elapsedNanos) {
        long end = 0;
        int number = 0;
        for (var stage : stages) {
            end += stage.durationNanos();
            number += stage.warmup() ? 0 : 1;
            if (elapsedNanos < end) {
                return stage.warmup() ? "warm-up" : "stage " + number + " of " + judgedStages;
            }
        }
        return "draining";
    }

    /** Time until the last slot, never negative. */
    long leftNanos(long elapsedNanos) {
        return Math.max(0, durationNanos - elapsedNanos);
    }
}
