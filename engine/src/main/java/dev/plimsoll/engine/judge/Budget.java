package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Phase;
import java.util.List;

/**
 * Objectives that belong together.
 *
 * @param phase name of the phase that they are about
 * @param name for messages
 * @param objectives in the order in which they are shown
 */
public record Budget(String phase, String name, List<Objective> objectives) {
    public Budget {
        objectives = List.copyOf(objectives);
    }

    /** Of a run that has no phases. */
    public Budget(String name, List<Objective> objectives) {
        this(Phase.UNNAMED, name, objectives);
    }
}
