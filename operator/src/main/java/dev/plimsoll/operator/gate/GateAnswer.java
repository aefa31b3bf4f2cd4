package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What whoever asks for a revision learns, by HTTP or on the command line. There is no answer but Wait until the run of
 * the very same revision has been decided.
 *
 * @param verdict what was measured: Pass, Warn, Fail or Inconclusive; Pending until the run has one
 * @param decision what to do: Promote, Pause or Abort; Wait until that is decided
 * @param reason stable word for why
 * @param message one sentence with the numbers
 * @param run name of the LoadTestRun; null when there is none
 * @param revision the revision it is about; null of a run that gates none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateAnswer(
        String verdict,
        String decision,
        String reason,
        String message,
        @Nullable String run,
        @Nullable String revision) {
    public static final String PENDING = "Pending";
    public static final String WAIT = "Wait";

    /** What the status of a run says. */
    public static GateAnswer of(LoadTestRun run) {
        var name = run.getMetadata().getName();
        var revision = run.getSpec().revision();
        var status = run.getStatus();
        if (status == null) {
            return new GateAnswer(PENDING, WAIT, PENDING, "the run waits for the operator", name, name(revision));
        }
        var gate = status.gate();
        if (gate == null || gate.action() == null) {
            return new GateAnswer(
                    revision != null || status.verdict() == null
                            ? PENDING
                            : status.verdict().name(),
                    WAIT,
                    Objects.requireNonNullElse(status.reason(), PENDING),
                    Objects.requireNonNullElse(status.message(), "nothing is known yet"),
                    name,
                    name(revision));
        }
        return new GateAnswer(
                String.valueOf(status.verdict()),
                gate.action().name(),
                String.valueOf(status.reason()),
                String.valueOf(gate.message()),
                name,
                name(revision));
    }

    /**
     * The same of a run that gates no revision, whose verdict means what it would mean for one.
     *
     * @param gate of its LoadTest; null when it has none
     */
    public static GateAnswer ofAny(LoadTestRun run, @Nullable GateSpec gate) {
        var answer = of(run);
        var status = run.getStatus();
        if (run.getSpec().revision() != null || status == null || status.verdict() == null) {
            return answer;
        }
        var decision = GateDecision.of(gate == null ? GateSpec.DEFAULT : gate, status, status.override());
        return new GateAnswer(
                answer.verdict(), decision.action().name(), answer.reason(), decision.why(), answer.run(), null);
    }

    /** Nothing is known, and why. */
    public static GateAnswer waiting(String reason, String message, @Nullable String revision) {
        return new GateAnswer(PENDING, WAIT, reason, message, null, revision);
    }

    /** Whether the rollout may go on. */
    public boolean promotes() {
        return decision.equals(GateAction.Promote.name());
    }

    /** Whether the rollout must go back. */
    public boolean aborts() {
        return decision.equals(GateAction.Abort.name());
    }

    private static @Nullable String name(@Nullable RevisionSpec revision) {
        return revision == null ? null : revision.name();
    }
}
