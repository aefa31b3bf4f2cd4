package dev.plimsoll.bench.ours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private final RunPlan plan = new Workload(Protocol.HTTP1, 80, Workload.open(100, 1, 2), 10).plan();

    @AutoClose
    private final Collector collector = new Collector(plan);

    @AutoClose
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldGiveTheWholePlanAndOneStartWhenARunnerAsks() throws Exception {
        var accepted = (Registration.Accepted) call("runners", new byte[] {1}, Registration.Reply.class);
        long before = System.nanoTime();
        var start = call("start", new byte[0], StartSignal.class);

        assertThat(accepted.plan()).isEqualTo(plan);
        assertThat(accepted.shard().count()).isEqualTo(1);
        assertThat(Objects.requireNonNull(start.startAtEpochNanos())).isGreaterThan(start.collectorEpochNanos());
        assertThat(collector.startAtNanoTime()).isGreaterThan(before);
    }

    @Test
    void shouldCountEachIntervalOnceWhenReportsOverlap() throws Exception {
        var first = report(null, 0, 1);
        var second = report(Ending.COMPLETED, 1, 2);

        assertThat(call("reports", first, Report.Reply.class).receivedThrough()).isEqualTo(1);
        assertThat(call("reports", second, Report.Reply.class).durableThrough()).isEqualTo(2);
        var result = collector.result();
        assertThat(result.intervals()).extracting(Interval::sequence).containsExactly(0L, 1L, 2L);
        assertThat(result.shards().getFirst().ending()).isEqualTo(Ending.COMPLETED);
    }

    private static byte[] report(@Nullable Ending ending, long from, long to) {
        var intervals = List.of(interval(from), interval(to));
        return WireFormat.write(new Report(RunPlan.VERSION, 0, "instance", 0, intervals, ending));
    }

    private static Interval interval(long sequence) {
        return new Interval(sequence, sequence, sequence + 1, List.of(), GeneratorHealth.IDLE);
    }

    private <T> T call(String what, byte[] body, Class<T> type) throws IOException, InterruptedException {
        var uri = URI.create(
                collector.environment().get("PLIMSOLL_COLLECTOR_URL") + "/v1/runs/" + Collector.RUN + "/" + what);
        var request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return WireFormat.read(
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(), type);
    }
}
