package dev.plimsoll.runner.scenario;

import dev.plimsoll.runner.rate.Hash;
import java.util.List;

/**
 * Chooses scenarios by weight. A slot's scenario depends on the plan's seed and its number alone: the same in every
 * run.
 */
public final class ScenarioMix {
    /** Keeps the choice of scenarios apart from other random choices of the same seed. */
    private static final long SALT = 0x5ce9a710L;

    private final CompiledScenario[] scenarios;
    private final double[] upTo;
    private final long seed;

    ScenarioMix(List<CompiledScenario> scenarios, double[] weights, long seed) {
        this.scenarios = scenarios.toArray(CompiledScenario[]::new);
        this.seed = seed ^ SALT;
        upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            upTo[i] = sum;
        }
    }

    /** Begins a session with the scenario of a slot, or of a user's turn. */
    public void begin(Session session, long number) {
        session.begin(of(number), seed, number);
    }

    /** The scenario of a slot, or of a user's turn. */
    public CompiledScenario of(long number) {
        int last = scenarios.length - 1;
        if (last == 0) {
            return scenarios[0];
        }
        double point = Hash.unit(seed, number) * upTo[last];
        int i = 0;
        while (i < last && point >= upTo[i]) {
            i++;
        }
        return scenarios[i];
    }
}
