package dev.plimsoll.cli.result;

import dev.plimsoll.cli.result.ResultJson.QuantilesJson;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.ConnectionTally;
import org.jspecify.annotations.Nullable;

/** What became of connections over the whole run, warm-up included: most of them are opened then. */
record ConnectionsJson(
        long opened,
        long failed,
        long goneAway,
        long streamsReset,
        @Nullable QuantilesJson connectMillis,
        @Nullable QuantilesJson handshakeMillis) {

    static ConnectionsJson of(RunResult result) {
        var sum = new ConnectionTally();
        result.intervals().forEach(interval -> sum.add(interval.connections()));
        var counts = sum.toConnections();
        return new ConnectionsJson(
                counts.opened(),
                counts.failed(),
                counts.goneAway(),
                counts.streamsReset(),
                sum.connect().map(QuantilesJson::of).orElse(null),
                sum.handshake().map(QuantilesJson::of).orElse(null));
    }
}
