package dev.plimsoll.engine.judge;

import java.util.List;

/**
 * What a run came to.
 *
 * @param verdict of the run
 * @param reason stable word for why
 * @param message one sentence with the numbers
 * @param objectives each with its own verdict, also when the run as a whole carries none
 * @param totals numbers over the judged time
 */
public record Judgement(
        Verdict verdict, Reason reason, String message, List<ObjectiveJudgement> objectives, Totals totals) {
    public Judgement {
        objectives = List.copyOf(objectives);
    }
}
