package dev.plimsoll.operator.status;

import static dev.plimsoll.operator.status.ConditionType.Aborted;
import static dev.plimsoll.operator.status.ConditionType.BudgetMet;
import static dev.plimsoll.operator.status.ConditionType.Complete;
import static dev.plimsoll.operator.status.ConditionType.Failed;
import static dev.plimsoll.operator.status.ConditionType.Progressing;
import static dev.plimsoll.operator.status.ConditionType.Started;

import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.status.Conditions.Claim;
import dev.plimsoll.operator.status.Conditions.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each phase of a run says in its conditions. */
final class RunClaims {
    private static final Claim NOT_FAILED = new Claim(Failed, Truth.False, "NotFailed", "nothing kept it from running");
    private static final Claim NOT_ABORTED = new Claim(Aborted, Truth.False, "NotAborted", "nothing aborted its load");

    private RunClaims() {}

    /** Of a run that goes on. */
    static List<Claim> active(RunPhase phase, String reason, String message) {
        boolean started = phase != RunPhase.Pending && phase != RunPhase.Starting;
        return List.of(
                new Claim(
                        Started,
                        Truth.of(started),
                        started ? "RunnersReady" : "WaitingForRunners",
                        started ? "all runners know the start instant" : message),
                new Claim(Progressing, Truth.True, reason, message),
                new Claim(Complete, Truth.False, reason, message),
                NOT_FAILED,
                NOT_ABORTED,
                new Claim(BudgetMet, Truth.Unknown, "NotJudged", "the run is not judged yet"));
    }

    /** Of a run that ended. */
    static List<Claim> ended(RunStatusDraft draft, RunPhase phase, String reason, String message) {
        boolean started = draft.startAt != null;
        boolean failed = phase == RunPhase.Failed;
        boolean aborted = phase == RunPhase.Aborted;
        return List.of(
                new Claim(
                        Started,
                        Truth.of(started),
                        started ? "RunnersReady" : reason,
                        started ? "all runners knew the start instant" : "no load was sent"),
                new Claim(Progressing, Truth.False, reason, "the run ended"),
                new Claim(Complete, Truth.True, reason, message),
                failed ? new Claim(Failed, Truth.True, reason, message) : NOT_FAILED,
                aborted ? new Claim(Aborted, Truth.True, reason, message) : NOT_ABORTED,
                draft.advisoryReason == null
                        ? new Claim(BudgetMet, budgetMet(draft.verdict), reason, message)
                        : new Claim(BudgetMet, Truth.Unknown, draft.advisoryReason, message));
    }

    private static Truth budgetMet(@Nullable Verdict verdict) {
        return switch (verdict) {
            case Pass, Warn -> Truth.True;
            case Fail -> Truth.False;
            case Inconclusive -> Truth.Unknown;
            case null -> Truth.Unknown;
        };
    }
}
