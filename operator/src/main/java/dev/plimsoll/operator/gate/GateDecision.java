package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict does to a rollout.
 *
 * @param action what to do
 * @param why for people: the verdict with its numbers, and what else counted
 */
public record GateDecision(GateAction action, String why) {

    /**
     * Decides by the status of a run that ended. A verdict that only people can weigh does what an inconclusive one
     * does; an override lets the rollout go on, and the verdict stays what was measured.
     *
     * @param override what somebody asks for; null for nothing
     */
    public static GateDecision of(GateSpec gate, LoadTestRunStatus ended, @Nullable OverrideStatus override) {
        var verdict = Objects.requireNonNullElse(ended.verdict(), Verdict.Inconclusive);
        var why = verdict + ": " + Objects.requireNonNullElse(ended.message(), "nothing is known");
        if (override != null) {
            return new GateDecision(
                    GateAction.Promote, "overridden until " + override.until() + ": " + override.reason() + ". " + why);
        }
        return Boolean.TRUE.equals(ended.advisory())
                ? new GateDecision(gate.onInconclusive(), "advisory (" + ended.advisoryReason() + "). " + why)
                : new GateDecision(action(gate, verdict), why);
    }

    private static GateAction action(GateSpec gate, Verdict verdict) {
        return switch (verdict) {
            case Pass, Warn -> gate.onPass();
            case Fail -> gate.onFail();
            case Inconclusive -> gate.onInconclusive();
        };
    }
}
