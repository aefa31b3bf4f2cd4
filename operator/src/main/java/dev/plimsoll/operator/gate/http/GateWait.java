package dev.plimsoll.operator.gate.http;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.operator.gate.GateAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A caller that would rather wait for a decision than ask again: {@code ?wait=30s}. */
final class GateWait {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final GateDesk desk;

    GateWait(GateDesk desk) {
        this.desk = desk;
    }

    /**
     * Does the work again and again until something is decided, or the caller has waited long enough.
     *
     * @param wait what the caller says
     */
    GateReply serve(Optional<String> wait, Callable<GateAnswer> work) {
        long patience;
        try {
            patience = wait.map(GateWait::read).orElse(Duration.ZERO).toNanos();
        } catch (GateRefusedException e) {
            return e.reply();
        }
        long begin = System.nanoTime();
        var reply = desk.serve(work);
        while (reply.isUndecided() && System.nanoTime() - begin + BETWEEN_LOOKS.toNanos() <= patience) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return reply;
            }
            reply = desk.serve(work);
        }
        return reply;
    }

    private static Duration read(String text) {
        try {
            var wait = Duration.ofNanos(Durations.parse(text));
            if (wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (MalformedQuantityException e) {
            throw GateRefusedException.badRequest(
                    "wait", Json.shortened(text), "is no duration; write one such as 30s");
        }
        throw GateRefusedException.badRequest(
                "wait", Json.shortened(text), "is longer than " + LONGEST.toSeconds() + "s; ask again after that");
    }
}
