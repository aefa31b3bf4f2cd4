package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec.Model;
import dev.plimsoll.api.v1alpha1.LoadSpec.StageSpec;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Rates;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a load must be: stages in the unit of its model, of some length and some height, that can be shared out. */
final class LoadRules {
    private static final long LONGEST_RUN_NANOS = TimeUnit.DAYS.toNanos(7);

    private LoadRules() {}

    static void check(LoadSpec load, int runners, Findings at) {
        switch (load.model()) {
            case Open -> checkOpen(load, at);
            case Closed -> checkClosed(load, at);
        }
        if (load.warmup() != null) {
            QuantityRules.positiveDuration(
                    load.warmup(), "a warm-up must be longer than zero; give a length or remove it", at.at("warmup"));
        }
        checkCourse(load, runners, at);
        if (load.maxInFlight() < runners) {
            at.at("maxInFlight")
                    .report(
                            load.maxInFlight(),
                            "is less than the " + runners + " runners, so some could send nothing; raise it, or lower "
                                    + "runners.count");
        }
    }

    private static void checkOpen(LoadSpec load, Findings at) {
        if (load.thinkTime() != null) {
            at.at("thinkTime")
                    .report(load.thinkTime(), "is for the Closed model; remove it: in the Open model the rate decides");
        }
        if (load.pacing() != null) {
            at.at("pacing")
                    .report(load.pacing(), "is for the Closed model; remove it: in the Open model the rate decides");
        }
    }

    private static void checkClosed(LoadSpec load, Findings at) {
        if (load.arrivals() != null) {
            at.at("arrivals")
                    .report(
                            load.arrivals(),
                            "is for the Open model; remove it: in the Closed model users come back when they are done");
        }
        if (load.thinkTime() != null) {
            var _ = ThinkTime.parse(load.thinkTime(), at.at("thinkTime"));
        }
        if (load.pacing() != null) {
            var _ = QuantityRules.positiveDuration(
                    load.pacing(), "a pace is longer than zero; give one such as 10s or remove it", at.at("pacing"));
        }
    }

    /** Stages, or a shape that becomes stages. */
    private static void checkCourse(LoadSpec load, int runners, Findings at) {
        var courses = courses(load);
        if (courses.isEmpty()) {
            at.at("stages")
                    .report("there is none; add one such as {duration: 1m, to: 100/s}, or a shape such as smoke: {}");
            return;
        }
        if (courses.size() > 1) {
            at.report(String.join(" and ", courses), "only one of them can say how the load goes; remove the others");
            return;
        }
        int problemsBefore = at.problems().size();
        var course = courses.getFirst();
        if (load.stages() == null) {
            ShapeRules.check(load, at);
        } else {
            checkStages(load.stages(), load.model(), at);
        }
        if (at.problems().size() == problemsBefore) {
            checkWhole(Planner.course(load), load.model(), runners, at.at(course));
        }
    }

    private static List<String> courses(LoadSpec load) {
        var courses = new LinkedHashMap<String, @Nullable Object>();
        courses.put("stages", load.stages());
        courses.put("smoke", load.smoke());
        courses.put("load", load.load());
        courses.put("stress", load.stress());
        courses.put("spike", load.spike());
        courses.put("soak", load.soak());
        courses.put("breakpoint", load.breakpoint());
        courses.put("capacity", load.capacity());
        return courses.entrySet().stream()
                .filter(course -> course.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void checkStages(List<StageSpec> stages, Model model, Findings at) {
        if (stages.isEmpty()) {
            at.at("stages").report("there is none; add one such as {duration: 1m, to: 100/s}");
        }
        for (int i = 0; i < stages.size(); i++) {
            var stage = stages.get(i);
            var here = at.at("stages", i);
            checkLength(stage, here);
            level(stage.to(), model, here.at("to"));
            if (stage.from() != null) {
                level(stage.from(), model, here.at("from"));
            }
        }
    }

    /** What is left to ask of stages that are right one by one. */
    private static void checkWhole(List<Stage> stages, Model model, int runners, Findings at) {
        if (stages.stream().mapToLong(Stage::durationNanos).sum() > LONGEST_RUN_NANOS) {
            at.report("they are longer than 7 days together; make them shorter");
        }
        double highest = stages.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
        if (highest == 0) {
            at.report("all of them are at zero, so nothing is ever sent; let one end above zero");
        } else if (model == Model.Open && highest > QuantityRules.HIGHEST_RATE) {
            at.report(
                    Rates.format(highest),
                    "is above " + Rates.format(QuantityRules.HIGHEST_RATE) + "; give a lower rate");
        } else if (model == Model.Closed && highest < runners) {
            at.report(
                    Numbers.plain(Math.ceil(highest)) + " users",
                    "are fewer than the " + runners + " runners, so some would have none; give more users, or "
                            + "lower runners.count");
        }
    }

    private static void checkLength(StageSpec stage, Findings at) {
        QuantityRules.positiveDuration(
                stage.duration(),
                "a stage must be longer than zero; give it a length such as 1m or remove it",
                at.at("duration"));
    }

    /** A rate or a number of users; zero for what is reported. */
    static double level(IntOrString level, Model model, Findings at) {
        return switch (model) {
            case Open -> rate(level, at).orElse(0.0);
            case Closed -> users(level, at);
        };
    }

    private static Optional<Double> rate(IntOrString level, Findings at) {
        if (level.getStrVal() == null) {
            at.report(
                    level.getIntVal(), "is a number; in the Open model stages give rates: " + level.getIntVal() + "/s");
            return Optional.empty();
        }
        return QuantityRules.rate(level.getStrVal(), at);
    }

    private static int users(IntOrString level, Findings at) {
        if (level.getIntVal() == null) {
            at.report(level.getStrVal(), "is text; in the Closed model stages give numbers of users such as 50");
            return 0;
        }
        if (level.getIntVal() < 0) {
            at.report(level.getIntVal(), "users cannot be fewer than zero; give a number such as 50");
            return 0;
        }
        return level.getIntVal();
    }
}
