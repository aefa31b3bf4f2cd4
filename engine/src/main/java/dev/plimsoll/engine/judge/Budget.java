package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Phase;
import java.util.List;

/**
 * Objectives that belong together.
 *
 * @param phase name of the phase that they are about
 * @param name for messages
 * @param objectives in the order in which they are shown
 * @param falseAlarmRate how often a comparison of two that are equally good may fail, by all of them together
 */
public record Budget(String phase, String name, List<Objective> objectives, double falseAlarmRate) {
    /** When nobody says otherwise. */
    public static final double FALSE_ALARM_RATE = 0.05;

    public Budget {
        objectives = List.copyOf(objectives);
    }

    /** Of a run that has no phases. */
    public Budget(String name, List<Objective> objectives) {
        this(Phase.UNNAMED, name, objectives);
    }

    /** With the usual rate of false alarms. */
    public Budget(String phase, String name, List<Objective> objectives) {
        this(phase, name, objectives, FALSE_ALARM_RATE);
    }

    /** Objectives that compare and can fail a run: they share the rate of false alarms. */
    int gating() {
        return Math.toIntExact(objectives.stream()
                .filter(objective -> objective instanceof Objective.Regression && objective.severity() == Severity.FAIL)
                .count());
    }
}
