package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the requests of one step in one stretch of time. Sums over intervals and shards.
 *
 * <p>For the first step of a scenario a request is a slot of the schedule. Each slot is {@code offered} once, in the
 * interval in which it falls due, and ends as {@code sent} or {@code missed}: over a whole run {@code offered = sent +
 * missed}. Each request sent ends as {@code ok} or as one error, so {@code sent = ok + errors} once all responses are
 * in; a request for which no connection could be opened counts as sent.
 *
 * @param offered slots that fell due, or later steps that became due
 * @param sent requests handed to the network, or failed on the way to it
 * @param ok responses that were complete and expected
 * @param late slots that the generator itself noticed more than 10 ms after they fell due, or let wait while it was
 *     busy without a break, whether they were then sent or missed; waiting because the target is slow is not late
 * @param missed slots never sent because the run ended first
 * @param receivedBytes bytes of responses
 * @param checks checks that were made
 * @param failedChecks those that failed, by name; checks that never failed are absent
 * @param errors requests that ended in an error, by kind; kinds that did not occur are absent
 */
public record Counts(
        long offered,
        long sent,
        long ok,
        long late,
        long missed,
        long receivedBytes,
        Map<ErrorKind, Long> errors,
        long checks,
        Map<String, Long> failedChecks) {

    /** Nothing happened. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Map.of());

    public Counts {
        errors = Map.copyOf(errors);
        failedChecks = failedChecks == null ? Map.of() : Map.copyOf(failedChecks);
    }

    /** Without checks. */
    public Counts(
            long offered, long sent, long ok, long late, long missed, long receivedBytes, Map<ErrorKind, Long> errors) {
        this(offered, sent, ok, late, missed, receivedBytes, errors, 0, Map.of());
    }

    /** Errors of all kinds together. */
    @JsonIgnore
    public long totalErrors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests whose end is known: {@code ok} and errors. */
    @JsonIgnore
    public long completed() {
        return ok + totalErrors();
    }

    /** Checks of all names that failed. */
    @JsonIgnore
    public long totalFailedChecks() {
        return failedChecks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of both. */
    public Counts plus(Counts other) {
        var sum = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        sum.putAll(errors);
        other.errors.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        var failed = new HashMap<>(failedChecks);
        other.failedChecks.forEach((name, count) -> failed.merge(name, count, Long::sum));
        return new Counts(
                offered + other.offered,
                sent + other.sent,
                ok + other.ok,
                late + other.late,
                missed + other.missed,
                receivedBytes + other.receivedBytes,
                sum,
                checks + other.checks,
                failed);
    }
}
