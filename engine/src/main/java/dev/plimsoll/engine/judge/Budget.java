package dev.plimsoll.engine.judge;

import java.util.List;

/**
 * Objectives that belong together.
 *
 * @param name for messages
 * @param objectives in the order in which they are shown
 */
public record Budget(String name, List<Objective> objectives) {
    public Budget {
        objectives = List.copyOf(objectives);
    }
}
