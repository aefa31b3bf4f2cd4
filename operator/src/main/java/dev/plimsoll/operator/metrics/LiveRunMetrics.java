package dev.plimsoll.operator.metrics;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.operator.collect.LiveView.Recent;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.collect.Sessions;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * The load of active runs, read from their sessions when Prometheus asks; runs that ended are gone from the next
 * answer. Runs of one LoadTest that go on at the same time are summed.
 */
final class LiveRunMetrics implements MultiCollector {
    private final Sessions sessions;
    private final Function<RunName, String> loadTestOf;
    private final Map<RunName, ResponseTimes> responseTimes = new HashMap<>();

    LiveRunMetrics(Sessions sessions, Function<RunName, String> loadTestOf) {
        this.sessions = sessions;
        this.loadTestOf = loadTestOf;
    }

    @Override
    public List<String> getPrometheusNames() {
        return List.of(
                "plimsoll_offered_rate", "plimsoll_achieved_rate", "plimsoll_checks", "plimsoll_response_time_seconds");
    }

    @Override
    public synchronized MetricSnapshots collect() {
        var active = sessions.active();
        responseTimes.keySet().retainAll(active.keySet());
        var tests = new TreeMap<Test, List<RunName>>();
        active.keySet()
                .forEach(run -> tests.computeIfAbsent(
                                new Test(run.namespace(), loadTestOf.apply(run)), _ -> new ArrayList<>())
                        .add(run));
        return MetricSnapshots.of(
                rate("plimsoll_offered_rate", "Slots that fell due a second", tests, active, Recent::offeredPerSecond),
                rate("plimsoll_achieved_rate", "Requests sent a second", tests, active, Recent::achievedPerSecond),
                checks(tests, active),
                responseTimes(tests, active));
    }

    private static CounterSnapshot checks(Map<Test, List<RunName>> tests, Map<RunName, RunSession> active) {
        var counter = CounterSnapshot.builder().name("plimsoll_checks").help("Checks made, warm-up included");
        tests.forEach((test, runs) -> {
            var counts = runs.stream()
                    .map(active::get)
                    .flatMap(session -> session.result().intervals().stream())
                    .flatMap(interval -> interval.series().stream())
                    .map(Series::counts)
                    .filter(each -> each.checks() > 0)
                    .reduce(Counts.NONE, Counts::plus);
            if (counts.checks() > 0) {
                long failed = counts.totalFailedChecks();
                counter.dataPoint(checks(test, "passed", counts.checks() - failed));
                counter.dataPoint(checks(test, "failed", failed));
            }
        });
        return counter.build();
    }

    private static CounterDataPointSnapshot checks(Test test, String result, long count) {
        return CounterDataPointSnapshot.builder()
                .labels(test.labels().add("result", result))
                .value((double) count)
                .build();
    }

    private static GaugeSnapshot rate(
            String name,
            String help,
            Map<Test, List<RunName>> tests,
            Map<RunName, RunSession> active,
            ToDoubleFunction<Recent> rate) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        tests.forEach((test, runs) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(test.labels())
                .value(runs.stream()
                        .map(active::get)
                        .flatMap(session -> Optional.ofNullable(session.live().recent()).stream())
                        .mapToDouble(rate)
                        .sum())
                .build()));
        return gauge.build();
    }

    private HistogramSnapshot responseTimes(Map<Test, List<RunName>> tests, Map<RunName, RunSession> active) {
        var snapshot = HistogramSnapshot.builder()
                .name("plimsoll_response_time_seconds")
                .help("Response time from the instant a request should have been sent, warm-up included");
        tests.forEach((test, runs) -> {
            var sum = ResponseTimes.empty();
            runs.forEach(run -> sum.add(upToNow(run, active)));
            snapshot.dataPoint(ResponseTimes.dataPoint(sum, test.labels()));
        });
        return snapshot.build();
    }

    private Histogram upToNow(RunName run, Map<RunName, RunSession> active) {
        var times = responseTimes.computeIfAbsent(run, _ -> new ResponseTimes());
        Optional.ofNullable(active.get(run))
                .ifPresent(session -> times.take(session.result().intervals()));
        return times.sum();
    }

    /** The labels of a time series. */
    private record Test(String namespace, String loadTest) implements Comparable<Test> {
        Labels labels() {
            return Labels.of("namespace", namespace, "loadtest", loadTest);
        }

        @Override
        public int compareTo(Test other) {
            int byNamespace = namespace.compareTo(other.namespace);
            return byNamespace == 0 ? loadTest.compareTo(other.loadTest) : byNamespace;
        }
    }
}
