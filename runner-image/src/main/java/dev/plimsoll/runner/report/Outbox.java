package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Report;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The intervals that the collector has not declared durable. */
final class Outbox {
    /** Most intervals of one report, so that after an outage no single one is too big. */
    private static final int BATCH = 60;

    private final ArrayDeque<Interval> kept = new ArrayDeque<>();
    private long last = -1;
    private long receivedThrough = -1;
    private long durableThrough = -1;
    private @Nullable Ending ending;
    private boolean endingReceived;

    /** Adds the next interval. */
    void add(Interval interval) {
        kept.addLast(interval);
        last = interval.sequence();
    }

    /** No interval follows. */
    void close(Ending ending) {
        this.ending = ending;
    }

    boolean isClosed() {
        return ending != null;
    }

    /** The intervals to send next: those that the collector has not received. */
    List<Interval> batch() {
        return kept.stream()
                .filter(interval -> interval.sequence() > receivedThrough)
                .limit(BATCH)
                .toList();
    }

    /** How the shard ended, if a report with this batch is its last word. */
    Optional<Ending> endingAfter(List<Interval> batch) {
        long through = batch.isEmpty() ? receivedThrough : batch.getLast().sequence();
        return through >= last ? Optional.ofNullable(ending) : Optional.empty();
    }

    /** The collector's answer to a report, with the ending that the report carried. */
    void acknowledged(Report.Reply reply, Optional<Ending> sentEnding) {
        // a collector that took over from a checkpoint may have less than the one before, never less than was durable
        durableThrough = Math.max(durableThrough, Math.min(reply.durableThrough(), last));
        receivedThrough = Math.max(durableThrough, Math.min(reply.receivedThrough(), last));
        while (!kept.isEmpty() && kept.getFirst().sequence() <= durableThrough) {
            kept.removeFirst();
        }
        endingReceived = sentEnding.isPresent() && receivedThrough >= last;
    }

    /** Whether there is something that the collector has not received. */
    boolean hasUnsent() {
        return receivedThrough < last || (ending != null && !endingReceived);
    }

    /** Whether the collector has everything, ending included. */
    boolean isReceived() {
        return ending != null && !hasUnsent();
    }

    /** Whether everything would survive the collector's death. */
    boolean isDurable() {
        return isReceived() && durableThrough >= last;
    }
}
