package dev.plimsoll.runner.record;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts and latencies of one step.
 *
 * <p>A response time is recorded for every whole response, expected or not, for every timeout, also of a connection
 * that did not open, and for every slot that was never sent. A request that failed otherwise has one when it took a
 * tenth of a second or more: nothing slow falls out of a percentile, but a connection that is refused in 50 µs says
 * nothing about how fast the target answers.
 */
public final class StepRecorder {
    /** A number that can be counted up in a map without boxing. */
    private static final class Tally {
        private long count;
    }

    /** A failure that comes sooner is quick: its time is not recorded. */
    static final long QUICK_NANOS = 100_000_000;

    private final IntCountsHistogram response = Histograms.createSmall();
    private final IntCountsHistogram service = Histograms.createSmall();
    private final IntCountsHistogram lag = Histograms.createSmall();
    private final IntCountsHistogram firstByte = Histograms.createSmall();
    private final EnumMap<ErrorKind, Tally> errors = new EnumMap<>(ErrorKind.class);
    /** By name: there are no more than the plan has of them. */
    private final Map<String, Tally> failedChecks = new HashMap<>(0);

    private long offered;
    private long sent;
    private long ok;
    private long late;
    private long missed;
    private long receivedBytes;
    private long checks;

    StepRecorder() {
        for (var kind : ErrorKind.values()) {
            errors.put(kind, new Tally());
        }
    }

    /** A request fell due. */
    public void offered() {
        offered++;
    }

    /** The generator noticed too late that a slot fell due. */
    public void late() {
        late++;
    }

    /** A request left, or could not leave, so long after its intended instant. */
    public void sent(long lagNanos) {
        sent++;
        Histograms.record(lag, lagNanos);
    }

    /** A response began so long after its request was sent; also one that ended at once, or badly later. */
    public void firstByte(long nanos) {
        Histograms.record(firstByte, nanos);
    }

    /** The expected response came. */
    public void ok(long responseNanos, long serviceNanos, long bytes) {
        ok++;
        took(responseNanos, serviceNanos, bytes);
    }

    /** A whole response came, and is not what it should be. */
    public void rejected(ErrorKind kind, long responseNanos, long serviceNanos, long bytes) {
        error(kind, 1);
        took(responseNanos, serviceNanos, bytes);
    }

    /** The whole response did not come in time. */
    public void timedOut(long responseNanos, long serviceNanos, long bytes) {
        error(ErrorKind.TIMEOUT, 1);
        took(responseNanos, serviceNanos, bytes);
    }

    /** The connection did not open in time. */
    public void connectTimedOut(long responseNanos) {
        error(ErrorKind.CONNECT_FAILED, 1);
        Histograms.record(response, responseNanos);
    }

    /** Nothing was sent: no connection opened, for another reason than time, or there was nothing to send. */
    public void notSent(ErrorKind kind, long responseNanos) {
        error(kind, 1);
        recordUnlessQuick(response, responseNanos);
    }

    /** No response came, for another reason than time. */
    public void failed(ErrorKind kind, long responseNanos, long serviceNanos, long bytes) {
        error(kind, 1);
        receivedBytes += bytes;
        recordUnlessQuick(response, responseNanos);
        recordUnlessQuick(service, serviceNanos);
    }

    /** A check was made. */
    public void checked(String name, boolean passed) {
        checks++;
        if (!passed) {
            failedChecks.computeIfAbsent(name, _ -> new Tally()).count++;
        }
    }

    private static void recordUnlessQuick(IntCountsHistogram histogram, long nanos) {
        if (nanos >= QUICK_NANOS) {
            Histograms.record(histogram, nanos);
        }
    }

    /** A slot was never sent, though it had waited so long. */
    public void missed(long waitedNanos) {
        missed++;
        Histograms.record(response, waitedNanos);
    }

    @SuppressWarnings("NullAway") // the constructor puts a tally for every kind
    private void error(ErrorKind kind, long count) {
        errors.get(kind).count += count;
    }

    private void took(long responseNanos, long serviceNanos, long bytes) {
        Histograms.record(response, responseNanos);
        Histograms.record(service, serviceNanos);
        receivedBytes += bytes;
    }

    void add(StepRecorder other) {
        offered += other.offered;
        sent += other.sent;
        ok += other.ok;
        late += other.late;
        missed += other.missed;
        receivedBytes += other.receivedBytes;
        checks += other.checks;
        other.failedChecks.forEach(
                (name, tally) -> failedChecks.computeIfAbsent(name, _ -> new Tally()).count += tally.count);
        other.errors.forEach((kind, tally) -> error(kind, tally.count));
        response.add(other.response);
        service.add(other.service);
        lag.add(other.lag);
        firstByte.add(other.firstByte);
    }

    void reset() {
        offered = sent = ok = late = missed = receivedBytes = checks = 0;
        failedChecks.values().forEach(tally -> tally.count = 0);
        errors.values().forEach(tally -> tally.count = 0);
        clear(response);
        clear(service);
        clear(lag);
        clear(firstByte);
    }

    /** Clearing touches all of a histogram's memory: not worth it when there is nothing in it. */
    static void clear(IntCountsHistogram histogram) {
        if (histogram.getTotalCount() > 0) {
            histogram.reset();
        }
    }

    /** Whether nothing at all was recorded. */
    boolean isEmpty() {
        return offered == 0
                && sent == 0
                && ok == 0
                && missed == 0
                && errors.values().stream().allMatch(tally -> tally.count == 0);
    }

    Series toSeries(SeriesKey key, Function<IntCountsHistogram, EncodedHistogram> encoder) {
        return new Series(
                key,
                new Counts(
                        offered, sent, ok, late, missed, receivedBytes, counted(errors), checks, counted(failedChecks)),
                encoder.apply(response),
                encoder.apply(service),
                encoder.apply(lag),
                encoder.apply(firstByte));
    }

    private static <K> Map<K, Long> counted(Map<K, Tally> tallies) {
        var counted = new HashMap<K, Long>();
        tallies.forEach((key, tally) -> {
            if (tally.count > 0) {
                counted.put(key, tally.count);
            }
        });
        return counted;
    }
}
