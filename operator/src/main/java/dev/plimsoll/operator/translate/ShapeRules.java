package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec.Model;
import dev.plimsoll.api.v1alpha1.Shapes;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the knobs of a shape must be: levels in the unit of the load's model, above zero, and lengths. */
final class ShapeRules {
    private static final String TOO_SHORT = "must be longer than zero; give a length such as 1m";
    private static final int MOST_STEPS = 50;

    private final Model model;

    private ShapeRules(Model model) {
        this.model = model;
    }

    /** Checks the one shape that a load has. */
    static void check(LoadSpec load, Findings at) {
        var rules = new ShapeRules(load.model());
        if (load.smoke() != null) {
            rules.check(load.smoke(), at.at("smoke"));
        }
        if (load.load() != null) {
            var shape = load.load();
            rules.checkHill(shape.rate(), shape.users(), shape.rampUp(), shape.hold(), shape.rampDown(), at.at("load"));
        }
        if (load.stress() != null) {
            rules.check(load.stress(), at.at("stress"));
        }
        if (load.spike() != null) {
            rules.check(load.spike(), at.at("spike"));
        }
        if (load.soak() != null) {
            var shape = load.soak();
            rules.checkHill(shape.rate(), shape.users(), shape.rampUp(), shape.hold(), shape.rampDown(), at.at("soak"));
        }
        if (load.breakpoint() != null) {
            rules.check(load.breakpoint(), at.at("breakpoint"));
        }
        if (load.capacity() != null) {
            StaircaseRules.check(load.capacity(), load.model(), at.at("capacity"));
        }
    }

    private void check(Shapes.Smoke shape, Findings at) {
        if (shape.rate() != null || shape.users() != null) {
            checkLevel(shape.rate(), shape.users(), at);
        }
        QuantityRules.positiveDuration(shape.hold(), TOO_SHORT, at.at("hold"));
    }

    private void checkHill(
            @Nullable String rate, @Nullable Integer users, String rampUp, String hold, String rampDown, Findings at) {
        checkLevel(rate, users, at);
        QuantityRules.positiveDuration(hold, TOO_SHORT, at.at("hold"));
        checkRamps(Map.of("rampUp", rampUp, "rampDown", rampDown), at);
    }

    private void check(Shapes.Stress shape, Findings at) {
        checkHill(shape.rate(), shape.users(), shape.rampUp(), shape.hold(), shape.rampDown(), at);
        if (!(shape.times() > 1 && shape.times() <= 1_000)) {
            at.at("times").report(shape.times(), "is not above 1, up to 1000; give how many times the last step is");
        }
        if (shape.steps() < 2 || shape.steps() > MOST_STEPS) {
            at.at("steps").report(shape.steps(), "is not from 2 to " + MOST_STEPS + "; give a number such as 5");
        }
    }

    private void check(Shapes.Spike shape, Findings at) {
        double peak = LoadRules.level(shape.peak(), model, at.at("peak"));
        double base = shape.base() == null ? 0 : LoadRules.level(shape.base(), model, at.at("base"));
        if (base > 0 && peak > 0 && base >= peak) {
            at.at("base").report(text(shape.base()), "is not below the peak; lower it, or raise the peak");
        }
        QuantityRules.positiveDuration(shape.hold(), TOO_SHORT, at.at("hold"));
        checkRamps(
                Map.of(
                        "before", shape.before(),
                        "rampUp", shape.rampUp(),
                        "rampDown", shape.rampDown(),
                        "after", shape.after()),
                at);
    }

    private void check(Shapes.Breakpoint shape, Findings at) {
        double to = LoadRules.level(shape.to(), model, at.at("to"));
        double from = shape.from() == null ? 0 : LoadRules.level(shape.from(), model, at.at("from"));
        if (from > 0 && to > 0 && from >= to) {
            at.at("from").report(text(shape.from()), "is not below to, and the load must rise; lower it, or raise to");
        }
        QuantityRules.positiveDuration(shape.over(), TOO_SHORT, at.at("over"));
    }

    private static @Nullable Object text(@Nullable IntOrString level) {
        return level == null ? null : level.getValue();
    }

    /** In the order of their names. */
    private static void checkRamps(Map<String, String> ramps, Findings at) {
        ramps.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(ramp -> QuantityRules.duration(ramp.getValue(), at.at(ramp.getKey())));
    }

    private void checkLevel(@Nullable String rate, @Nullable Integer users, Findings at) {
        switch (model) {
            case Open -> checkRate(rate, users, at);
            case Closed -> checkUsers(rate, users, at);
        }
    }

    private static void checkRate(@Nullable String rate, @Nullable Integer users, Findings at) {
        if (users != null) {
            at.at("users").report(users, "is for the Closed model; in the Open model give rate, such as 500/s");
        } else if (rate == null) {
            at.at("rate").report("says not how much; give one such as 500/s");
        } else {
            QuantityRules.rate(rate, at.at("rate"))
                    .filter(perSecond -> perSecond == 0)
                    .ifPresent(_ -> at.at("rate").report(rate, "sends nothing; give a rate above zero"));
        }
    }

    private static void checkUsers(@Nullable String rate, @Nullable Integer users, Findings at) {
        if (rate != null) {
            at.at("rate").report(rate, "is for the Open model; in the Closed model give users, such as 50");
        } else if (users == null) {
            at.at("users").report("says not how many; give a number such as 50");
        } else if (users < 1) {
            at.at("users").report(users, "send nothing; give one user or more");
        }
    }
}
