package dev.plimsoll.runner.record;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.function.Function;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/** What became of one loop's connections in one interval. Costs memory from the first connection on. */
public final class ConnectionRecorder {
    private @Nullable IntCountsHistogram connect;
    private @Nullable IntCountsHistogram handshake;
    private long opened;
    private long failed;
    private long goneAway;
    private long streamsReset;

    ConnectionRecorder() {}

    /** A connection is open, so long after the attempt. */
    public void opened(long connectNanos) {
        opened++;
        connect = recorded(connect, connectNanos);
    }

    /** The TLS handshake of a connection took so long. */
    public void handshake(long nanos) {
        handshake = recorded(handshake, nanos);
    }

    private static IntCountsHistogram recorded(@Nullable IntCountsHistogram histogram, long nanos) {
        var present = histogram == null ? Histograms.createSmall() : histogram;
        Histograms.record(present, nanos);
        return present;
    }

    /** An attempt came to nothing. */
    public void failed() {
        failed++;
    }

    /** The target asked for a connection to be left. */
    public void goneAway() {
        goneAway++;
    }

    /** The target ended a request by itself. */
    public void streamReset() {
        streamsReset++;
    }

    void add(ConnectionRecorder other) {
        opened += other.opened;
        failed += other.failed;
        goneAway += other.goneAway;
        streamsReset += other.streamsReset;
        connect = sum(connect, other.connect);
        handshake = sum(handshake, other.handshake);
    }

    private static @Nullable IntCountsHistogram sum(
            @Nullable IntCountsHistogram into, @Nullable IntCountsHistogram other) {
        if (other == null || other.getTotalCount() == 0) {
            return into;
        }
        var present = into == null ? Histograms.createSmall() : into;
        present.add(other);
        return present;
    }

    void reset() {
        opened = failed = goneAway = streamsReset = 0;
        clear(connect);
        clear(handshake);
    }

    private static void clear(@Nullable IntCountsHistogram histogram) {
        if (histogram != null) {
            StepRecorder.clear(histogram);
        }
    }

    Connections toConnections(Function<IntCountsHistogram, EncodedHistogram> encoder) {
        boolean none = opened == 0 && failed == 0 && goneAway == 0 && streamsReset == 0;
        return none
                ? Connections.NONE
                : new Connections(
                        opened, failed, goneAway, streamsReset, encoded(connect, encoder), encoded(handshake, encoder));
    }

    private static EncodedHistogram encoded(
            @Nullable IntCountsHistogram histogram, Function<IntCountsHistogram, EncodedHistogram> encoder) {
        return histogram == null ? EncodedHistogram.EMPTY : encoder.apply(histogram);
    }
}
