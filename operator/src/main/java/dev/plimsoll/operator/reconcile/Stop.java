package dev.plimsoll.operator.reconcile;

/**
 * Somebody wants a run to send nothing.
 *
 * @param ofRun whether it is about this run alone, which ends then; else one that has not begun waits
 * @param message who, and why
 */
record Stop(boolean ofRun, String message) {}
