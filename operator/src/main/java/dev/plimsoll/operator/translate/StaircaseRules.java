package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadSpec.Model;
import dev.plimsoll.api.v1alpha1.Shapes;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Rates;

/** What the knobs of the shape that looks for a capacity must be. */
final class StaircaseRules {
    private static final int MOST_STEPS = 50;
    private static final int FEWEST_CLIMBS = 3;
    private static final int MOST_CLIMBS = 10;

    private StaircaseRules() {}

    static void check(Shapes.Capacity shape, Model model, Findings at) {
        if (model == Model.Closed) {
            at.report("is for the Open model: in the Closed model users wait, and hide what is too much; remove model:"
                    + " Closed");
            return;
        }
        QuantityRules.positiveDuration(
                shape.settle(),
                "a step needs time before it is judged: what the one before has left, and what is new to the target;"
                        + " give a length such as 10s",
                at.at("settle"));
        QuantityRules.positiveDuration(
                shape.hold(), "must be longer than zero; give a length such as 30s", at.at("hold"));
        QuantityRules.duration(shape.rest(), at.at("rest"));
        if (shape.climbs() < FEWEST_CLIMBS || shape.climbs() > MOST_CLIMBS) {
            at.at("climbs")
                    .report(
                            shape.climbs(),
                            "is not from " + FEWEST_CLIMBS + " to " + MOST_CLIMBS
                                    + "; one climb may be luck, so give 3 or more");
        }
        checkRates(shape, at);
    }

    private static void checkRates(Shapes.Capacity shape, Findings at) {
        var to = QuantityRules.rate(shape.to(), at.at("to"));
        var from = shape.from() == null ? to : QuantityRules.rate(shape.from(), at.at("from"));
        var step = shape.step() == null ? to : QuantityRules.rate(shape.step(), at.at("step"));
        if (to.isEmpty() || from.isEmpty() || step.isEmpty()) {
            return;
        }
        if (to.get() == 0) {
            at.at("to").report(shape.to(), "sends nothing; give a rate above zero");
            return;
        }
        if (from.get() == 0) {
            at.at("from").report(shape.from(), "sends nothing; give a rate above zero");
        }
        if (step.get() == 0) {
            at.at("step").report(shape.step(), "never rises; give how much higher each step is");
        }
        if (shape.from() != null && from.get() >= to.get()) {
            at.at("from").report(shape.from(), "is not below to, and the load must rise; lower it, or raise to");
        } else if (from.get() > 0 && step.get() > 0) {
            checkSteps(shape, to.get(), at);
        }
    }

    private static void checkSteps(Shapes.Capacity shape, double to, Findings at) {
        double steps = Math.ceil((to - StaircasePlanner.from(shape)) / StaircasePlanner.step(shape)) + 1;
        if (steps > MOST_STEPS) {
            at.at("step")
                    .report(
                            shape.step(),
                            "makes %s steps up to %s, and a climb has at most %d; make it larger"
                                    .formatted(Numbers.plain(steps), Rates.format(to), MOST_STEPS));
        }
    }
}
