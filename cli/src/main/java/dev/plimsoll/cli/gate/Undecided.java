package dev.plimsoll.cli.gate;

import dev.plimsoll.operator.gate.GateAnswer;
import org.jspecify.annotations.Nullable;

/** There is no verdict, and nobody waits for it any more. */
public final class Undecided extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String saying;
    private final boolean interrupted;
    private final transient @Nullable GateAnswer seen;

    private Undecided(String reason, String message, boolean interrupted, @Nullable GateAnswer seen) {
        super(message);
        this.reason = reason;
        this.saying = message;
        this.interrupted = interrupted;
        this.seen = seen;
    }

    static Undecided timeout(String after) {
        return new Undecided("Timeout", "there was no verdict after " + after, false, null);
    }

    static Undecided ctrlC() {
        return new Undecided("Interrupted", "interrupted before there was a verdict", true, null);
    }

    static Undecided deleted(String run) {
        return new Undecided("RunDeleted", "LoadTestRun " + run + " was deleted before it had a verdict", false, null);
    }

    /** The same, with what was seen of the run until then. */
    Undecided after(GateAnswer answer) {
        return new Undecided(
                reason,
                saying + "; LoadTestRun " + answer.run() + " was at " + answer.reason() + ": " + answer.message(),
                interrupted,
                answer);
    }

    /** Whether Ctrl-C was pressed. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** The same as an answer. */
    public GateAnswer answer(Question question) {
        var revision = question.revision();
        return new GateAnswer(
                GateAnswer.PENDING,
                GateAnswer.WAIT,
                reason,
                saying,
                seen == null ? null : seen.run(),
                revision == null ? null : revision.name());
    }
}
