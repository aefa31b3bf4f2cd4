package dev.plimsoll.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final RunPlan PLAN = new RunPlan(
            RunPlan.VERSION,
            "shop/checkout-1",
            new Target("https", "checkout.shop.svc", 8443, "", new Target.Tls("/tls/ca.crt", null, false)),
            new Load.Open(Load.Arrivals.POISSON, List.of(new Load.Stage(1_000, 0, 500, true))),
            List.of(new Scenario(
                    "buy",
                    1,
                    List.of(new Step.Request(
                            "cart", "GET", "/cart", List.of(new Step.Header("A", "b")), "", List.of(200), 5)))),
            100,
            3,
            4,
            42);

    @Test
    void shouldReadWhatItWroteWhenGivenAResult() {
        var series = new Series(
                new SeriesKey("buy", "cart", false),
                new Counts(3, 3, 2, 0, 0, 10, Map.of(ErrorKind.TIMEOUT, 1L)),
                EncodedHistogram.of(new byte[] {1, 2, 3}),
                EncodedHistogram.EMPTY,
                EncodedHistogram.EMPTY);
        var result = new RunResult(
                RunPlan.VERSION,
                PLAN,
                7,
                List.of(new Interval(0, 0, 1_000, List.of(series), GeneratorHealth.IDLE)),
                1,
                List.of(new RunResult.ShardProgress(0, "pod-a", "i", 3, -5, null)),
                null);
        assertThat(WireFormat.read(WireFormat.write(result), RunResult.class)).isEqualTo(result);
    }

    @Test
    void shouldReadWhatItWroteWhenTypesAreSealed() {
        var accepted = new Registration.Accepted(new Shard(1, 2), PLAN, 9);
        assertThat(WireFormat.read(WireFormat.write(accepted), Registration.Reply.class))
                .isEqualTo(accepted);
    }

    @Test
    void shouldIgnoreUnknownFieldsWhenReading() {
        var json = "{\"startAtEpochNanos\":5,\"collectorEpochNanos\":4,\"stop\":false,\"later\":1}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(WireFormat.read(json, StartSignal.class)).isEqualTo(new StartSignal(5L, 4, false));
    }

    @Test
    void shouldSayWhatWasExpectedWhenBytesAreNotJson() {
        assertThatThrownBy(() -> WireFormat.read("<html>".getBytes(StandardCharsets.UTF_8), Report.class))
                .isInstanceOf(WireFormat.MalformedMessageException.class)
                .hasMessageStartingWith("not a Report");
    }
}
