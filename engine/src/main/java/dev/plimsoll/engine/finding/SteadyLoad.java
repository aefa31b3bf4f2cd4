package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** When the load of a run neither rises nor falls. */
final class SteadyLoad {
    /** A stage of some phase, since the start instant of the run. */
    private record Leg(Phase phase, Span span, Load.Stage stage) {
        static List<Leg> of(Phase phase) {
            var legs = new ArrayList<Leg>();
            long begin = phase.startNanos();
            for (var stage : phase.load().stages()) {
                legs.add(new Leg(phase, new Span(begin, begin + stage.durationNanos()), stage));
                begin += stage.durationNanos();
            }
            return legs;
        }

        boolean isFlat() {
            return stage.from() == stage.to();
        }
    }

    /** A stretch as it grows, and how much load there is of all phases together. */
    private record Grown(Stretch stretch, List<Double> levels) {}

    private final Phase phase;
    private final List<Leg> legs;

    private SteadyLoad(RunPlan plan, Phase phase) {
        this.phase = phase;
        this.legs =
                plan.phases().stream().flatMap(each -> Leg.of(each).stream()).toList();
    }

    /**
     * The stretches of a phase in order: outside of its warm-ups, with any load of its own, and with the same load of
     * each other phase all the time. Each as long as it can be.
     */
    static List<Stretch> of(RunPlan plan, Phase phase) {
        return new SteadyLoad(plan, phase).stretches();
    }

    private List<Stretch> stretches() {
        var bounds = new TreeSet<Long>();
        legs.forEach(
                leg -> bounds.addAll(List.of(leg.span().startNanos(), leg.span().endNanos())));
        var all = new ArrayList<Grown>();
        for (Long begin = bounds.first(); bounds.higher(begin) != null; begin = bounds.higher(begin)) {
            var piece = new Span(begin, bounds.higher(begin));
            var level = judgedLevel(piece);
            if (level.isPresent() && atOnce(piece).stream().allMatch(Leg::isFlat)) {
                append(all, piece, level.getAsDouble());
            }
        }
        return all.stream().map(Grown::stretch).toList();
    }

    /** The phase's level at the begin of a piece of time; empty when it sends nothing there, or warms up. */
    private OptionalDouble judgedLevel(Span piece) {
        return atOnce(piece).stream()
                .filter(leg -> leg.phase().equals(phase) && !leg.stage().warmup())
                .mapToDouble(leg -> leg.stage().from())
                .filter(level -> level > 0)
                .findFirst();
    }

    /** The stages that go on in a piece of time, of all phases. */
    private List<Leg> atOnce(Span piece) {
        return legs.stream()
                .filter(leg -> leg.span().contains(piece.startNanos()))
                .toList();
    }

    private void append(List<Grown> all, Span piece, double level) {
        var levels = phaseLevels(piece);
        boolean goesOn = !all.isEmpty()
                && all.getLast().stretch().span().endNanos() == piece.startNanos()
                && all.getLast().levels().equals(levels);
        long begin = goesOn ? all.removeLast().stretch().span().startNanos() : piece.startNanos();
        all.add(new Grown(new Stretch(new Span(begin, piece.endNanos()), level, phase.load()), levels));
    }

    private List<Double> phaseLevels(Span piece) {
        return legs.stream()
                .filter(leg -> leg.span().contains(piece.startNanos()))
                .filter(leg -> leg.stage().from() > 0)
                .map(leg -> leg.stage().from())
                .toList();
    }

    /** The highest level that the phase has between two instants, its warm-ups left out; 0 when there is none. */
    static double peak(Phase phase, long from, long to) {
        return Leg.of(phase).stream()
                .filter(leg -> leg.span().startNanos() < to && from < leg.span().endNanos())
                .filter(leg -> !leg.stage().warmup())
                .mapToDouble(leg -> Math.max(leg.stage().from(), leg.stage().to()))
                .max()
                .orElse(0);
    }
}
