package dev.plimsoll.cli.show;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.ConnectionTally;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What became of a run's connections, in a line. */
public final class ConnectionText {
    private ConnectionText() {}

    /** The line; empty when nobody tried to open one. */
    public static Optional<String> line(RunResult result) {
        var sum = new ConnectionTally();
        result.intervals().forEach(interval -> sum.add(interval.connections()));
        if (sum.isEmpty()) {
            return Optional.empty();
        }
        var counts = sum.toConnections();
        var line = new StringBuilder("Connections    ")
                .append(Numbers.grouped(counts.opened()))
                .append(" opened");
        count(counts.failed(), " failed", line);
        count(counts.goneAway(), " sent away by GOAWAY", line);
        count(counts.streamsReset(), " streams reset", line);
        sum.connect().ifPresent(times -> times("; connect", times, line));
        sum.handshake().ifPresent(times -> times("; TLS handshake", times, line));
        return Optional.of(line.toString());
    }

    private static void count(long count, String what, StringBuilder line) {
        if (count > 0) {
            line.append(", ").append(Numbers.grouped(count)).append(what);
        }
    }

    private static void times(String title, Histogram times, StringBuilder line) {
        line.append(title)
                .append(" p50 ")
                .append(Durations.format(times.getValueAtPercentile(50)))
                .append(", p99 ")
                .append(Durations.format(times.getValueAtPercentile(99)));
    }
}
