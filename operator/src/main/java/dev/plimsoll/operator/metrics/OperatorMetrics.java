package dev.plimsoll.operator.metrics;

import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.CollectorMetrics;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts what the operator does. Labels are bounded by the number of verdicts and of active LoadTests. */
public final class OperatorMetrics implements CollectorMetrics, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Map<Verdict, Counter> runs = new EnumMap<>(Verdict.class);
    private final Counter reports;
    private final Counter unauthorized;

    /**
     * Begins to count.
     *
     * @param sessions of active runs
     * @param loadTestOf name of the LoadTest of a run
     */
    public OperatorMetrics(Sessions sessions, Function<RunName, String> loadTestOf) {
        for (var verdict : Verdict.values()) {
            runs.put(
                    verdict,
                    Counter.builder("plimsoll.runs")
                            .description("Runs that ended, by verdict")
                            .tag("verdict", verdict.name())
                            .register(registry));
        }
        reports = Counter.builder("plimsoll.reports")
                .description("Reports of runners that were merged")
                .register(registry);
        unauthorized = Counter.builder("plimsoll.reports.unauthorized")
                .description("Calls of runners with a wrong token or none")
                .register(registry);
        Gauge.builder(
                        "plimsoll.active.runs",
                        sessions,
                        active -> active.active().size())
                .description("Runs that wait for runners or send load")
                .register(registry);
        for (var jvm : List.of(
                garbageCollection,
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics())) {
            jvm.bindTo(registry);
        }
        registry.getPrometheusRegistry().register(new LiveRunMetrics(sessions, loadTestOf));
    }

    /** Where others register their meters. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Begins to show how many runs wait for others to end. */
    public void queued(Supplier<Number> runs) {
        Gauge.builder("plimsoll.runs.queued", runs)
                .description("Runs that wait in the queue for others to end")
                .register(registry);
    }

    /** A run ended. */
    public void ended(Verdict verdict) {
        Objects.requireNonNull(runs.get(verdict)).increment();
    }

    @Override
    public void reportReceived() {
        reports.increment();
    }

    @Override
    public void unauthorized() {
        unauthorized.increment();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
