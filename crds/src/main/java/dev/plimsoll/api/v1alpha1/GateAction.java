package dev.plimsoll.api.v1alpha1;

/** What a verdict does to a rollout. */
public enum GateAction {
    /** The rollout goes on with the new revision. */
    Promote,
    /** The rollout stays where it is until somebody decides. */
    Pause,
    /** The rollout goes back to the old revision. */
    Abort
}
