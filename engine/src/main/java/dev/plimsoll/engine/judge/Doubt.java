package dev.plimsoll.engine.judge;

/**
 * What speaks against deciding by the numbers, of one objective or of a whole run.
 *
 * @param reason stable word
 * @param message one sentence, or the end of one
 */
record Doubt(Reason reason, String message) {

    /** Inconclusive; but an abort is a Fail, for the target was seen to be harmed. */
    Verdict verdict() {
        return reason == Reason.ABORTED ? Verdict.FAIL : Verdict.INCONCLUSIVE;
    }
}
