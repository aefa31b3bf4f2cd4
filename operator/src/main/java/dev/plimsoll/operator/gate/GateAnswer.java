package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.api.v1alpha1.GateAction;
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
 * @param run name of the LoadTestRun
 * @param revision the revision it is about; null of a run that gates none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateAnswer(
        String verdict,
        String decision,
        String reason,
        String message,
        String run,
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

    /** Whether the rollout may go on. */
    public boolean promotes() {
        return decision.equals(GateAction.Promote.name());
    }

    private static @Nullable String name(@Nullable RevisionSpec revision) {
        return revision == null ? null : revision.name();
    }
}
