package dev.plimsoll.operator.notify;

import dev.plimsoll.api.v1alpha1.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run came to a verdict.
 *
 * @param id the same however often it is sent, and to one notifier only
 * @param before verdict of the run before it; null when there is none
 * @param reason stable word
 * @param message one sentence with the numbers
 * @param target where requests went; null when the run never had one
 * @param p99 with its unit; null when nothing was measured
 * @param rate requests per second that were sent; null when nothing was measured
 * @param time when the verdict was written
 */
public record Notice(
        String id,
        String namespace,
        String loadTest,
        String run,
        Verdict verdict,
        @Nullable Verdict before,
        String reason,
        String message,
        @Nullable String target,
        @Nullable String p99,
        @Nullable String rate,
        Instant time) {

    /** What a template may name, in the order of the usual payload. */
    static final List<String> NAMES = List.of(
            "id",
            "namespace",
            "loadTest",
            "run",
            "verdict",
            "before",
            "reason",
            "message",
            "target",
            "p99",
            "rate",
            "time");

    /** What stands behind one of the {@link #NAMES}. */
    Optional<String> value(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "id" -> id;
                    case "namespace" -> namespace;
                    case "loadTest" -> loadTest;
                    case "run" -> run;
                    case "verdict" -> verdict.name();
                    case "before" -> before == null ? null : before.name();
                    case "reason" -> reason;
                    case "message" -> message;
                    case "target" -> target;
                    case "p99" -> p99;
                    case "rate" -> rate;
                    case "time" -> time.toString();
                    default -> throw new IllegalArgumentException("a notice has no " + name);
                });
    }

    /** Whether nothing calls for somebody. */
    static boolean isGood(Verdict verdict) {
        return switch (verdict) {
            case Pass, Warn -> true;
            case Fail, Inconclusive -> false;
        };
    }

    /** What happened, in one line: {@code shop/checkout: Fail, was Pass}. */
    String title() {
        var was = before == null || before == verdict ? "" : ", was " + before;
        return namespace + "/" + loadTest + ": " + verdict + was;
    }
}
