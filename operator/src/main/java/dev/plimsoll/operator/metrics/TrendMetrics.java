package dev.plimsoll.operator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Change points that were found in nights: so many series at most, whatever the number of LoadTests. */
public final class TrendMetrics implements Collector {
    private static final int MOST = 1_000;
    private static final String RATIO = "plimsoll_trend_change_ratio";

    private final Counter told;
    private final Map<Test, Map<String, Double>> ratios =
            new TreeMap<>(Comparator.comparing(Test::namespace).thenComparing(Test::name));

    private record Test(String namespace, String name) {}

    TrendMetrics(PrometheusMeterRegistry registry) {
        told = Counter.builder("plimsoll.trend.change.points")
                .description("Change points that were told of")
                .register(registry);
        registry.getPrometheusRegistry().register(this);
    }

    /** Somebody was told of a change point. */
    public void told() {
        told.increment();
    }

    /** The newest changes of a LoadTest, by objective; none when it has none, or is gone. */
    public synchronized void ratios(String namespace, String loadTest, Map<String, Double> byObjective) {
        var test = new Test(namespace, loadTest);
        if (byObjective.isEmpty()) {
            ratios.remove(test);
        } else {
            ratios.put(test, new TreeMap<>(byObjective));
        }
    }

    @Override
    public String getPrometheusName() {
        return RATIO;
    }

    @Override
    public synchronized MetricSnapshot collect() {
        var snapshot = GaugeSnapshot.builder()
                .name(RATIO)
                .help("Median since the newest change point, by that before it, of objectives that have one");
        ratios.entrySet().stream()
                .flatMap(test -> test.getValue().entrySet().stream()
                        .map(objective -> point(test.getKey(), objective.getKey(), objective.getValue())))
                .limit(MOST)
                .forEach(snapshot::dataPoint);
        return snapshot.build();
    }

    private static GaugeDataPointSnapshot point(Test test, String objective, double ratio) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("namespace", test.namespace(), "loadtest", test.name(), "objective", objective))
                .value(ratio)
                .build();
    }
}
