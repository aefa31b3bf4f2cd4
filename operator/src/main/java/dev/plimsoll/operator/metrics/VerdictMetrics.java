package dev.plimsoll.operator.metrics;

import dev.plimsoll.api.v1alpha1.Verdict;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The latest judged run of each LoadTest, as it stands on the cluster when Prometheus asks: a new operator says the
 * same as the old one, and a LoadTest that is deleted is gone. As many time series as there are LoadTests, for each
 * metric.
 */
public final class VerdictMetrics implements MultiCollector {
    private final Supplier<List<Latest>> latest;

    /** @param latest asked each time */
    public VerdictMetrics(Supplier<List<Latest>> latest) {
        this.latest = latest;
    }

    /**
     * What the latest judged run of a LoadTest came to.
     *
     * @param reason stable word
     * @param p99Seconds empty when nothing was measured, as the others
     * @param rate requests per second that were sent
     * @param errorRatio errors of requests
     */
    public record Latest(
            String namespace,
            String loadTest,
            Verdict verdict,
            String reason,
            Instant completedAt,
            OptionalDouble p99Seconds,
            OptionalDouble rate,
            OptionalDouble errorRatio) {}

    @Override
    public List<String> getPrometheusNames() {
        return List.of(
                "plimsoll_loadtest_verdict",
                "plimsoll_loadtest_completed_timestamp_seconds",
                "plimsoll_loadtest_p99_seconds",
                "plimsoll_loadtest_rate",
                "plimsoll_loadtest_error_ratio");
    }

    @Override
    public MetricSnapshots collect() {
        var now = latest.get();
        return MetricSnapshots.of(
                gauge(
                        now,
                        "plimsoll_loadtest_verdict",
                        "1 for the verdict of the latest judged run, with its reason",
                        VerdictMetrics::verdict,
                        _ -> OptionalDouble.of(1)),
                gauge(
                        now,
                        "plimsoll_loadtest_completed_timestamp_seconds",
                        "When the latest judged run had its verdict, since the epoch",
                        VerdictMetrics::test,
                        test -> OptionalDouble.of((double) test.completedAt().getEpochSecond())),
                gauge(
                        now,
                        "plimsoll_loadtest_p99_seconds",
                        "99th percentile of the response time of the latest judged run",
                        VerdictMetrics::test,
                        Latest::p99Seconds),
                gauge(
                        now,
                        "plimsoll_loadtest_rate",
                        "Requests sent a second in the latest judged run",
                        VerdictMetrics::test,
                        Latest::rate),
                gauge(
                        now,
                        "plimsoll_loadtest_error_ratio",
                        "Errors of requests in the latest judged run",
                        VerdictMetrics::test,
                        Latest::errorRatio));
    }

    private static GaugeSnapshot gauge(
            List<Latest> tests,
            String name,
            String help,
            Function<Latest, Labels> labels,
            Function<Latest, OptionalDouble> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        tests.forEach(test -> value.apply(test)
                .ifPresent(number -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels.apply(test))
                        .value(number)
                        .build())));
        return gauge.build();
    }

    private static Labels test(Latest test) {
        return Labels.of("namespace", test.namespace(), "loadtest", test.loadTest());
    }

    private static Labels verdict(Latest test) {
        return test(test).add("verdict", test.verdict().name()).add("reason", test.reason());
    }
}
