package dev.plimsoll.engine.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one arrival or one turn of a user does: its steps in order.
 *
 * @param name unique in the plan
 * @param weight share of arrivals relative to the other scenarios' weights, above zero
 * @param steps in order; the first is a request, and names of requests are unique in the scenario
 */
public record Scenario(String name, double weight, List<Step> steps) {
    public Scenario {
        steps = List.copyOf(steps);
    }

    /** Its requests in the order of the document, however often they may be sent; the first is that of its slot. */
    public Stream<Step.Request> requests() {
        return steps.stream().flatMap(Step::requests);
    }
}
