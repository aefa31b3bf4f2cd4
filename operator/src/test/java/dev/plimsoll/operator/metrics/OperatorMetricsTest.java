package dev.plimsoll.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.collect.Sessions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final RunName RUN = new RunName("shop", "checkout-1");

    private final Sessions sessions = new Sessions(_ -> false);
    private final OperatorMetrics metrics = new OperatorMetrics(sessions, _ -> "checkout");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountWhatHappened() {
        metrics.ended(Verdict.Fail);
        metrics.reportReceived();
        metrics.reportReceived();
        metrics.unauthorized();

        assertThat(metrics.registry().scrape().lines())
                .contains(
                        "plimsoll_runs_total{verdict=\"Fail\"} 1.0",
                        "plimsoll_runs_total{verdict=\"Pass\"} 0.0",
                        "plimsoll_reports_total 2.0",
                        "plimsoll_reports_unauthorized_total 1.0",
                        "plimsoll_active_runs 0.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }

    @Test
    void shouldShowActiveRunsByTestAndForgetThemWhenTheyEnd() {
        var session = sessions.open(RUN, RunSession.gathering(plan(), 1, "t", RunSession.Rules.NONE, () -> 0));
        session.register(new Registration("r", "i"));
        session.start(0);
        var intervals =
                IntStream.range(0, 20).mapToObj(OperatorMetricsTest::interval).toList();
        session.report(new Report(RunPlan.VERSION, 0, "i", 0, intervals, null));

        var labels = "{loadtest=\"checkout\",namespace=\"shop\"";
        assertThat(metrics.registry().scrape().lines())
                .contains(
                        "plimsoll_active_runs 1.0",
                        "plimsoll_offered_rate" + labels + "} 100.0",
                        "plimsoll_achieved_rate" + labels + "} 90.0",
                        "plimsoll_checks_total" + labels + ",result=\"passed\"} 3540.0",
                        "plimsoll_checks_total" + labels + ",result=\"failed\"} 60.0",
                        "plimsoll_response_time_seconds_bucket" + labels + ",le=\"0.005\"} 0",
                        // the last five of twenty seconds may still change
                        "plimsoll_response_time_seconds_bucket" + labels + ",le=\"0.01\"} 1350",
                        "plimsoll_response_time_seconds_count" + labels + "} 1350");

        sessions.retire(RUN);
        assertThat(metrics.registry().scrape()).doesNotContain("checkout");
    }

    private static Interval interval(int second) {
        var times = Histograms.create();
        times.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(8), 90);
        var series = new Series(
                new SeriesKey("buy", "cart", false),
                new Counts(100, 90, 90, 0, 10, 0, Map.of(), 180, Map.of("total", 3L)),
                Histograms.encode(times),
                EncodedHistogram.EMPTY,
                EncodedHistogram.EMPTY);
        return new Interval(second, second * SECOND, (second + 1) * SECOND, List.of(series), GeneratorHealth.IDLE);
    }

    private static RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                RUN.toString(),
                new Target("http", "checkout", 80, "", null),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(60 * SECOND, 100, 100, false))),
                List.of(),
                10,
                SECOND,
                SECOND,
                1);
    }
}
