package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateAnswer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The webhooks of Flagger, and what each of them means here. Read in its sources: {@code pkg/controller/scheduler.go},
 * {@code scheduler_hooks.go} and {@code webhook.go} of 1.44.0.
 */
enum FlaggerHook {
    /**
     * Before the new pods are started. Its checksum is still that of the revision before, so nothing is started and
     * nothing is said of a revision. A refusal keeps the canary waiting, so one that is not set up well never begins.
     */
    CONFIRM_ROLLOUT("confirm-rollout"),

    /** Again and again until traffic is sent to the new pods. A refusal is a failed check. */
    PRE_ROLLOUT("pre-rollout"),

    /** Again and again from then on. A refusal is a failed check. */
    ROLLOUT("rollout"),

    /** Before each step of traffic. A refusal costs nothing, so no user meets a revision that is not judged. */
    CONFIRM_TRAFFIC_INCREASE("confirm-traffic-increase"),

    /** Before the new revision replaces the old one. A refusal costs nothing. */
    CONFIRM_PROMOTION("confirm-promotion"),

    /** Before everything else of each look. To agree is to roll back. */
    ROLLBACK("rollback"),

    /** After the rollout, however it ended. */
    POST_ROLLOUT("post-rollout"),

    /** Whatever Flagger tells of; nobody waits for an answer. */
    EVENT("event");

    /** Reason of the answer to who closed an attempt. */
    static final String CLOSED = "Closed";

    private final String path;

    FlaggerHook(String path) {
        this.path = path;
    }

    static Optional<FlaggerHook> of(String path) {
        return Arrays.stream(values()).filter(hook -> hook.path.equals(path)).findFirst();
    }

    static String names() {
        return String.join(", ", Arrays.stream(values()).map(hook -> hook.path).toList());
    }

    /** Whether the answer to the hook is yes, once so much is known of the revision. */
    boolean agrees(GateAnswer known) {
        return switch (this) {
            case CONFIRM_ROLLOUT, EVENT -> true;
            case PRE_ROLLOUT, ROLLOUT -> !known.aborts();
            case CONFIRM_TRAFFIC_INCREASE, CONFIRM_PROMOTION -> known.promotes();
            case ROLLBACK -> known.aborts();
            case POST_ROLLOUT -> known.reason().equals(CLOSED);
        };
    }
}
