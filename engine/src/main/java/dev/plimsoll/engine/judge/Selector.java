package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * Which requests an objective is about.
 *
 * @param scenario only of this scenario; null for all
 * @param step only of the steps with this name; null for all
 */
public record Selector(@Nullable String scenario, @Nullable String step) {

    /** Every request. */
    public static final Selector ALL = new Selector(null, null);

    /** Whether it selects these numbers; the warm-up is never selected. */
    public boolean matches(SeriesKey key) {
        return !key.warmup() && matches(key.scenario(), key.step());
    }

    boolean matches(String scenarioName, String stepName) {
        return (scenario == null || scenario.equals(scenarioName)) && (step == null || step.equals(stepName));
    }

    /** As part of a sentence: {@code " of buy/cart"}; empty for every request. */
    String suffix() {
        if (scenario == null) {
            return step == null ? "" : " of step " + step;
        }
        return " of " + scenario + (step == null ? "" : "/" + step);
    }
}
