package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.Shapes;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Staircase;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the climbs of the shape that looks for a capacity. */
final class StaircasePlanner {
    /** Steps of a climb when nobody says how high one is. */
    private static final int STEPS = 10;

    private static final double LOWEST_SHARE = 0.1;

    /** Of a step: less is rounding. */
    private static final double ROUNDING = 1e-6;

    private StaircasePlanner() {}

    /** How a load climbs; null when it does not. */
    static @Nullable Staircase staircase(LoadSpec load) {
        var shape = load.capacity();
        return shape == null ? null : new Staircase(rates(shape).size(), shape.climbs());
    }

    /** The lowest rate of a climb, a second. */
    static double from(Shapes.Capacity shape) {
        return shape.from() == null ? Rates.parse(shape.to()) * LOWEST_SHARE : Rates.parse(shape.from());
    }

    /** How much higher a step is than the one before, a second. */
    static double step(Shapes.Capacity shape) {
        return shape.step() == null ? (Rates.parse(shape.to()) - from(shape)) / (STEPS - 1) : Rates.parse(shape.step());
    }

    /** The rates of a climb, a second: from the lowest by steps to the highest, which is the last in any case. */
    private static List<Double> rates(Shapes.Capacity shape) {
        double from = from(shape);
        double step = step(shape);
        double to = Rates.parse(shape.to());
        var rates = new ArrayList<Double>();
        for (int i = 0; from + i * step < to - ROUNDING * step; i++) {
            rates.add(from + i * step);
        }
        rates.add(to);
        return rates;
    }

    /** The stages: of each step a warm-up and what is judged, and a rest between two climbs. */
    static List<Stage> stages(Shapes.Capacity shape) {
        long settle = Durations.parse(shape.settle());
        long hold = Durations.parse(shape.hold());
        long rest = Durations.parse(shape.rest());
        var rates = rates(shape);
        var stages = new ArrayList<Stage>();
        for (int climb = 0; climb < shape.climbs(); climb++) {
            if (climb > 0 && rest > 0) {
                stages.add(new Stage(rest, 0, 0, true));
            }
            for (double rate : rates) {
                stages.add(new Stage(settle, rate, rate, true));
                stages.add(new Stage(hold, rate, rate, false));
            }
        }
        return stages;
    }
}
