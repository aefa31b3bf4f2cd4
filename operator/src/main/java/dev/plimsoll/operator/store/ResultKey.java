package dev.plimsoll.operator.store;

import dev.plimsoll.operator.collect.RunName;

/**
 * Which run's result it is. With the uid, because names come again: a run that was deleted and made anew has another,
 * and neither replaces the result of the other.
 */
public record ResultKey(RunName run, String uid) {
    /** Its place below the archive's root: by name, so that people find it. */
    public String path() {
        return run.namespace() + "/" + run.name() + "/" + uid + "/result.json.gz";
    }
}
