package dev.plimsoll.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * What a decision did to a rollout.
 *
 * @param outcome stable word: Promoted, Paused, Aborted, Told or MovedOn
 * @param message what was done
 * @param rollout the rollout, to tell of it there; empty when it is gone, or not Plimsoll's to look at
 */
record Decided(String outcome, String message, Optional<HasMetadata> rollout) {
    static final String PROMOTED = "Promoted";
    static final String ABORTED = "Aborted";
    static final String PAUSED = "Paused";

    /** Whoever asks is told, and acts by itself. */
    static final String TOLD = "Told";

    /** The rollout is about another revision by now. */
    static final String MOVED_ON = "MovedOn";
}
