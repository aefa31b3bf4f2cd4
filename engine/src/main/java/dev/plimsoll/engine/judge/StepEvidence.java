package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A staircase's result, step by step. What is answered after a step, in the warm-up of the next, is that step's. No
 * interval reaches over the end of a step or of its warm-up, see {@link dev.plimsoll.engine.contract.RunPlan#bounds}.
 */
final class StepEvidence {
    private final RunResult result;
    private final Phase phase;
    private final List<Span> spans;

    StepEvidence(RunResult result, Phase phase) {
        this.result = result;
        this.phase = phase;
        this.spans = phase.judged();
    }

    /** How many steps there are, of all climbs. */
    int count() {
        return spans.size();
    }

    /** When a step is. */
    Span span(int step) {
        return spans.get(step);
    }

    /** The rate that a step asks for. */
    double perSecond(int step) {
        return judgedStages().get(step).from();
    }

    private List<Stage> judgedStages() {
        return phase.load().stages().stream().filter(stage -> !stage.warmup()).toList();
    }

    /** The evidence of some steps, as if all others were warm-ups. */
    Evidence of(Set<Integer> steps) {
        var intervals = result.intervals().stream()
                .filter(interval -> steps.contains(stepOf(interval)))
                .toList();
        var its = new RunResult(
                result.version(),
                result.plan(),
                result.startAtEpochNanos(),
                intervals,
                result.plannedShards(),
                result.shards(),
                result.stopReason());
        return Evidence.of(its, List.of(withOnly(steps)));
    }

    private Phase withOnly(Set<Integer> steps) {
        var stages = new ArrayList<Stage>();
        int step = -1;
        for (var stage : phase.load().stages()) {
            step += stage.warmup() ? 0 : 1;
            boolean judged = !stage.warmup() && steps.contains(step);
            stages.add(new Stage(stage.durationNanos(), stage.from(), stage.to(), !judged));
        }
        var load = switch (phase.load()) {
            case Load.Open open -> new Load.Open(open.arrivals(), stages);
            case Load.Closed closed -> new Load.Closed(closed.thinkTime(), closed.pacingNanos(), stages);
        };
        return new Phase(phase.name(), phase.startNanos(), load, phase.scenarios());
    }

    /** The last step that has begun when an interval begins; −1 before the first. */
    private int stepOf(Interval interval) {
        int step = -1;
        while (step + 1 < spans.size() && spans.get(step + 1).startNanos() <= interval.startNanos()) {
            step++;
        }
        return step;
    }

    /** The intervals of a step alone, in order. */
    List<Interval> during(int step) {
        return result.intervals().stream()
                .filter(interval -> spans.get(step).contains(interval.startNanos()))
                .toList();
    }

    /** Slots that still waited when a step began. */
    long queuedBefore(int step) {
        return result.intervals().stream()
                .filter(interval -> interval.startNanos() < spans.get(step).startNanos())
                .reduce((_, last) -> last)
                .map(interval -> interval.health().queued())
                .orElse(0L);
    }

    /** How far the load was driven, since the start instant of the run. */
    long drivenNanos() {
        return result.intervals().isEmpty() ? 0 : result.intervals().getLast().endNanos();
    }

    /** Whether nothing else is sent, so that all that is in flight is the phase's. */
    boolean isAlone() {
        return result.plan().phases().stream()
                .allMatch(other -> other.name().equals(phase.name()) || !other.overlaps(phase));
    }
}
