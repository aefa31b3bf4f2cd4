package dev.plimsoll.engine.contract;

import java.util.List;

/**
 * What one arrival or one turn of a user does: its steps in order.
 *
 * @param name unique in the plan
 * @param weight share of arrivals relative to the other scenarios' weights, above zero
 * @param steps requests in order; never empty, names unique in the scenario
 */
public record Scenario(String name, double weight, List<Step> steps) {
    public Scenario {
        steps = List.copyOf(steps);
    }
}
