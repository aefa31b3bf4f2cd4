package dev.plimsoll.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TrendMetrics metrics = new TrendMetrics(registry);

    @Test
    void shouldCountWhatWasToldAndShowTheNewestChanges() {
        metrics.told();
        metrics.ratios("shop", "checkout", Map.of("slo/p99", 1.12));
        assertThat(registry.scrape().lines())
                .contains(
                        "plimsoll_trend_change_points_total 1.0",
                        "plimsoll_trend_change_ratio{loadtest=\"checkout\",namespace=\"shop\",objective=\"slo/p99\"}"
                                + " 1.12");
        metrics.ratios("shop", "checkout", Map.of("slo/p99", 0.9));
        assertThat(registry.scrape()).contains("objective=\"slo/p99\"} 0.9").doesNotContain("1.12");
        metrics.ratios("shop", "checkout", Map.of());
        assertThat(registry.scrape()).doesNotContain("slo/p99");
    }

    @Test
    void shouldShowSoManyAtMost() {
        for (int test = 0; test < 1_100; test++) {
            metrics.ratios("shop", "test-" + test, Map.of("slo/p99", 1.5));
        }
        assertThat(registry.scrape().lines().filter(line -> line.startsWith("plimsoll_trend_change_ratio{")))
                .hasSize(1_000);
    }
}
