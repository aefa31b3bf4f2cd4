package dev.plimsoll.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.bench.stats.Quantiles;
import org.junit.jupiter.api.Test;

class ReadoutTest {
    @Test
    void shouldLeaveOutTheWarmUpWhenItReadsH2loadsLog() {
        var log = "1000000\t200\t900\n3000000\t200\t150\n3000001\t200\t160\n";

        assertThat(Readout.H2LOAD_LOG.read(log, 2)).isEqualTo(new Quantiles(150_000, 160_000, 160_000));
    }

    @Test
    void shouldLeaveOutTheWarmUpWhenItReadsHeysTable() {
        var table = """
            response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset
            0.9000,0.0001,0.0000,0.0000,0.0010,0.0000,200,0.0100
            0.0012,0.0000,0.0000,0.0000,0.0010,0.0000,200,3.0100
            """;

        assertThat(Readout.HEY_CSV.read(table, 3)).isEqualTo(new Quantiles(1_200_000, 1_200_000, 1_200_000));
    }

    @Test
    void shouldKnowTheUnitsWhenItReadsPercentages() {
        var said = """
              Latency Distribution (HdrHistogram - Recorded Latency)
             50.000%    1.02ms
             75.000%    1.20ms
             99.000%  980.00us
             99.900%    1.50s
            """;

        assertThat(Readout.PERCENT_LINES.read(said, 3)).isEqualTo(new Quantiles(1_020_000, 980_000, 1_500_000_000));
    }

    @Test
    void shouldRefuseWhenThereIsNothingToRead() {
        assertThatThrownBy(() -> Readout.PERCENT_LINES.read("no such thing", 3)).hasMessageContaining("percentile 50");
        assertThatThrownBy(() -> Readout.HEY_CSV.read("", 3)).hasMessageContaining("no request");
    }
}
