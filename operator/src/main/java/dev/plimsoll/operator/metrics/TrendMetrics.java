package dev.plimsoll.operator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Change points that were found in nights. So many series at most, whatever the number of LoadTests. */
public final class TrendMetrics {
    private static final int MOST = 1_000;

    private final Counter told;
    private final MultiGauge ratios;
    private final Map<List<String>, Map<String, Double>> ratioOf = new TreeMap<>((one, other) -> {
        int byNamespace = one.getFirst().compareTo(other.getFirst());
        return byNamespace == 0 ? one.getLast().compareTo(other.getLast()) : byNamespace;
    });

    TrendMetrics(MeterRegistry registry) {
        told = Counter.builder("plimsoll.trend.change.points")
                .description("Change points that were told of")
                .register(registry);
        ratios = MultiGauge.builder("plimsoll.trend.change.ratio")
                .description("Median since the newest change point by that before, of objectives that have one")
                .register(registry);
    }

    /** Somebody was told of a change point. */
    public void told() {
        told.increment();
    }

    /** The newest changes of a LoadTest, by budget and objective; empty when there is none, or the LoadTest is gone. */
    public synchronized void ratios(String namespace, String loadTest, Map<String, Double> byObjective) {
        var key = List.of(namespace, loadTest);
        var before = byObjective.isEmpty() ? ratioOf.remove(key) : ratioOf.put(key, Map.copyOf(byObjective));
        if (byObjective.equals(before == null ? Map.of() : before)) {
            return;
        }
        var rows = new ArrayList<MultiGauge.Row<?>>();
        ratioOf.forEach((test, objectives) -> objectives.forEach((objective, ratio) -> {
            if (rows.size() < MOST) {
                rows.add(MultiGauge.Row.of(
                        Tags.of("namespace", test.getFirst(), "loadtest", test.getLast(), "objective", objective),
                        ratio));
            }
        }));
        ratios.register(rows, true);
    }
}
