package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec.Model;
import dev.plimsoll.api.v1alpha1.LoadSpec.StageSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a load must be: stages in the unit of its model, of some length and some height, that can be shared out. */
final class LoadRules {
    private static final long LONGEST_RUN_NANOS = TimeUnit.DAYS.toNanos(7);

    private LoadRules() {}

    static void check(LoadSpec load, int runners, Findings at) {
        switch (load.model()) {
            case Open -> checkOpen(load, at);
            case Closed -> checkClosed(load, runners, at);
        }
        if (load.warmup() != null) {
            QuantityRules.positiveDuration(
                    load.warmup(), "a warm-up must be longer than zero; give a length or remove it", at.at("warmup"));
        }
        checkStages(load, at);
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

    private static void checkClosed(LoadSpec load, int runners, Findings at) {
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
        int mostUsers = levels(load)
                .mapToInt(level -> level.getIntVal() == null ? 0 : level.getIntVal())
                .max()
                .orElse(0);
        if (mostUsers > 0 && mostUsers < runners) {
            at.at("stages")
                    .report(
                            mostUsers + " users",
                            "are fewer than the " + runners + " runners, so some would have none; give more users, or "
                                    + "lower runners.count");
        }
    }

    private static void checkStages(LoadSpec load, Findings at) {
        if (load.stages().isEmpty()) {
            at.at("stages").report("there is none; add one such as {duration: 1m, to: 100/s}");
            return;
        }
        int problemsBefore = at.problems().size();
        long total = 0;
        double highest = 0;
        for (int i = 0; i < load.stages().size(); i++) {
            var stage = load.stages().get(i);
            var here = at.at("stages", i);
            total += length(stage, here);
            highest = Math.max(highest, level(stage.to(), load.model(), here.at("to")));
            if (stage.from() != null) {
                highest = Math.max(highest, level(stage.from(), load.model(), here.at("from")));
            }
        }
        if (total > LONGEST_RUN_NANOS) {
            at.at("stages").report("they are longer than 7 days together; make them shorter");
        }
        if (highest == 0 && at.problems().size() == problemsBefore) {
            at.at("stages").report("all of them are at zero, so nothing is ever sent; let one end above zero");
        }
    }

    private static long length(StageSpec stage, Findings at) {
        return QuantityRules.positiveDuration(
                        stage.duration(),
                        "a stage must be longer than zero; give it a length such as 1m or remove it",
                        at.at("duration"))
                .orElse(0L);
    }

    private static double level(IntOrString level, Model model, Findings at) {
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

    private static Stream<IntOrString> levels(LoadSpec load) {
        return load.stages().stream()
                .flatMap(stage -> Stream.concat(Stream.ofNullable(stage.from()), Stream.of(stage.to())));
    }
}
