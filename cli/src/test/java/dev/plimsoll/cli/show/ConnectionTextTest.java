package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTextTest {
    private static RunResult result(Connections... each) {
        var load = new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(1, 1, 1, false)));
        var target = new Target("http", "shop", 80, "", null);
        var plan = new RunPlan(RunPlan.VERSION, "shop/checkout", target, load, List.of(), 1, 1, 1, 1);
        var intervals = List.of(each).stream()
                .map(connections -> new Interval(0, 0, 1, List.of(), GeneratorHealth.IDLE, connections))
                .toList();
        return new RunResult(RunPlan.VERSION, plan, 0, intervals, 1, List.of(), null);
    }

    @Test
    void shouldTellWhatBecameOfConnections() {
        var millisecond = Histograms.create();
        Histograms.record(millisecond, 1_000_000);
        var encoded = Histograms.encode(millisecond);
        assertThat(ConnectionText.line(result(
                        new Connections(1_000, 0, 0, 0, encoded, encoded),
                        new Connections(1, 2, 3, 4, encoded, encoded))))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("Connections    1,001 opened, 2 failed, 3 sent away by GOAWAY, 4 streams reset;")
                        .contains("; connect p50 1")
                        .contains("; TLS handshake p50 1"));
    }

    @Test
    void shouldSayNothingWhenNoneWasTried() {
        assertThat(ConnectionText.line(result(Connections.NONE))).isEmpty();
    }
}
