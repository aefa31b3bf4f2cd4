package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.Shapes;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages of a shape that has a name. */
final class ShapeStages {
    private static final String LITTLE_RATE = "1/s";
    private static final int LITTLE_USERS = 1;

    /** What a base that is not given is of the peak. */
    private static final double BASE_SHARE = 0.1;

    private final List<Stage> stages = new ArrayList<>();
    private double level;

    private ShapeStages(double level) {
        this.level = level;
    }

    /**
     * The stages of a load that has a shape in place of stages: rates per second, or users, which need not be whole.
     *
     * @throws IllegalArgumentException when it has no shape
     */
    static List<Stage> of(LoadSpec load) {
        if (load.smoke() != null) {
            return smoke(load.smoke(), load.model());
        }
        if (load.load() != null) {
            var shape = load.load();
            return hill(level(shape.rate(), shape.users()), shape.rampUp(), shape.hold(), shape.rampDown());
        }
        if (load.stress() != null) {
            return stress(load.stress());
        }
        if (load.spike() != null) {
            return spike(load.spike());
        }
        if (load.soak() != null) {
            var shape = load.soak();
            return hill(level(shape.rate(), shape.users()), shape.rampUp(), shape.hold(), shape.rampDown());
        }
        if (load.breakpoint() != null) {
            return breakpoint(load.breakpoint());
        }
        if (load.capacity() != null) {
            return StaircasePlanner.stages(load.capacity());
        }
        throw new IllegalArgumentException("the load has no shape");
    }

    private static List<Stage> smoke(Shapes.Smoke shape, LoadSpec.Model model) {
        double level = switch (model) {
            case Open -> level(shape.rate() == null ? LITTLE_RATE : shape.rate(), null);
            case Closed -> level(null, shape.users() == null ? LITTLE_USERS : shape.users());
        };
        return new ShapeStages(level).hold(shape.hold()).stages;
    }

    private static List<Stage> hill(double top, String rampUp, String hold, String rampDown) {
        return new ShapeStages(0).go(top, rampUp).hold(hold).go(0, rampDown).stages;
    }

    private static List<Stage> stress(Shapes.Stress shape) {
        double ordinary = level(shape.rate(), shape.users());
        double rise = ordinary * (shape.times() - 1) / (shape.steps() - 1);
        var course = new ShapeStages(0);
        for (int step = 0; step < shape.steps(); step++) {
            course.go(ordinary + step * rise, shape.rampUp()).hold(shape.hold());
        }
        return course.go(0, shape.rampDown()).stages;
    }

    private static List<Stage> spike(Shapes.Spike shape) {
        double peak = level(shape.peak());
        double base = shape.base() == null ? peak * BASE_SHARE : level(shape.base());
        return new ShapeStages(base)
                .hold(shape.before())
                .go(peak, shape.rampUp())
                .hold(shape.hold())
                .go(base, shape.rampDown())
                .hold(shape.after())
                .stages;
    }

    private static List<Stage> breakpoint(Shapes.Breakpoint shape) {
        double from = shape.from() == null ? 0 : level(shape.from());
        return new ShapeStages(from).go(level(shape.to()), shape.over()).stages;
    }

    private ShapeStages hold(String duration) {
        return go(level, duration);
    }

    /** Along a straight line; with no length at all, a jump. */
    private ShapeStages go(double to, String duration) {
        long nanos = Durations.parse(duration);
        if (nanos > 0) {
            stages.add(new Stage(nanos, level, to, false));
        }
        level = to;
        return this;
    }

    /** A rate in an open model, a number of users in a closed one. */
    static double level(IntOrString level) {
        return level.getStrVal() == null ? level.getIntVal() : Rates.parse(level.getStrVal());
    }

    private static double level(@Nullable String rate, @Nullable Integer users) {
        if (rate != null) {
            return Rates.parse(rate);
        }
        if (users != null) {
            return users;
        }
        throw new IllegalArgumentException("the shape has neither rate nor users");
    }
}
