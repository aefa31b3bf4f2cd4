package dev.plimsoll.operator.notify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends beside the reconcilers, which start an attempt and come back for its outcome: none of them ever waits for a
 * receiver, and a slow receiver keeps only its own letters waiting. What is here is lost with the process, and then
 * sent again.
 */
public final class Dispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** To one receiver; more at once would only be a burden to it. */
    private static final int AT_ONCE = 4;

    private final Sender sender;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Letter, Optional<Outcome>> letters = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> slots = new ConcurrentHashMap<>();
    private volatile Consumer<Letter> onOutcome = _ -> {};

    public Dispatch(Sender sender) {
        this.sender = sender;
    }

    /**
     * One attempt to tell one notifier of one run.
     *
     * @param uid of the run
     * @param attempt number of it, from 0
     */
    public record Letter(String namespace, String run, String uid, String to, int attempt) {}

    /** Who is told when an attempt has its outcome. */
    public void onOutcome(Consumer<Letter> listener) {
        onOutcome = listener;
    }

    /** What came of an attempt; empty while it is under way, and when it was never started. */
    public Optional<Outcome> outcome(Letter letter) {
        return letters.getOrDefault(letter, Optional.empty());
    }

    /** Starts an attempt, unless it was started. */
    public void send(Letter letter, Receiver receiver, Notice notice) {
        if (letters.putIfAbsent(letter, Optional.empty()) == null) {
            var _ = threads.submit(() -> deliver(letter, receiver, notice));
        }
    }

    /** Forgets all attempts of a run but these. */
    public void keep(String uid, Set<Letter> current) {
        letters.keySet().removeIf(letter -> letter.uid().equals(uid) && !current.contains(letter));
    }

    private void deliver(Letter letter, Receiver receiver, Notice notice) {
        var slot = slots.computeIfAbsent(letter.to(), _ -> new Semaphore(AT_ONCE, true));
        try {
            slot.acquire();
            try {
                settle(letter, sender.send(receiver, notice));
            } finally {
                slot.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the operator ends; the next one sends it
        } catch (RuntimeException e) {
            LOG.error("run {}/{}: notification to {} failed", letter.namespace(), letter.run(), letter.to(), e);
            settle(letter, new Outcome.Undelivered("a fault of the operator, see its log", null));
        }
    }

    private void settle(Letter letter, Outcome outcome) {
        // unless the run was deleted meanwhile
        if (letters.replace(letter, Optional.empty(), Optional.of(outcome))) {
            onOutcome.accept(letter);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
        threads.close();
    }
}
