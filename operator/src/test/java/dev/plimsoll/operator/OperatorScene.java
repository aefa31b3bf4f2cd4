package dev.plimsoll.operator;

import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.status.ConditionType;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.FakeRunner;
import dev.plimsoll.operator.testing.GateCaller;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/** The operator with an API server without controllers, and runners that speak its protocol. */
@NullUnmarked // a status that is not there fails the test, as it should
final class OperatorScene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration FAST = Duration.ofMillis(5);
    static final String BUDGET = """
        metadata: {name: slo}
        spec:
          objectives:
            - {name: p95, metric: ResponseTime, percentile: 95, max: 100ms}
            - {name: errors, metric: ErrorRate, max: 1%}
        """;
    static final String TEST = """
        metadata: {name: checkout}
        spec:
          target: {url: http://checkout.shop.svc:8080}
          load: {arrivals: Uniform, stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart, timeout: 1s}}]}]
          budgets: [{name: slo}]
        """;

    private static final byte[] KEY = new byte[32];

    final FakeCluster cluster = new FakeCluster();
    private final List<FakeRunner> runners = new ArrayList<>();
    private final Clock clock;
    private final SiteConfig site;
    private final Path secrets;
    private PlimsollOperator operator;
    final GateCaller gate;

    OperatorScene() {
        this(Clock.systemUTC());
    }

    OperatorScene(Clock clock) {
        this(clock, "");
    }

    /** What is decided for all tests of the cluster, as the YAML of the operator's configuration. */
    OperatorScene(Clock clock, String site) {
        this(clock, site, Path.of("none"));
    }

    /** With a folder of secrets too. */
    OperatorScene(Clock clock, String site, Path secrets) {
        this.secrets = secrets;
        this.clock = clock;
        this.site = SiteConfig.parse("config.yaml", site);
        operator = newOperator();
        operator.start();
        gate = new GateCaller(operator.gatePort());
    }

    @Override
    public void close() {
        gate.close();
        runners.forEach(FakeRunner::close);
        operator.close();
        cluster.close();
    }

    /** Another process takes over. */
    void replaceOperator() {
        replaceOperator(() -> {});
    }

    /** Another process takes over, after what happens while there is none. */
    void replaceOperator(Runnable between) {
        operator.close();
        between.run();
        operator = newOperator();
        operator.start();
        runners.forEach(runner -> runner.moveTo(operator.port()));
        gate.moveTo(operator.gatePort());
    }

    FakeRunner started(String run) {
        var runner = runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 1, 200, FAST);
        assertThat(runner.report()).isEqualTo(200);
        return runner;
    }

    void complete(String run, Duration responseTime) {
        var runner = runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 3, 200, responseTime);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
    }

    static void drive(FakeRunner runner, int seconds, int requests, Duration responseTime) {
        for (int i = 0; i < seconds; i++) {
            runner.drive(requests, responseTime);
        }
    }

    FakeRunner runner(String run, int index) {
        var pod = cluster.startPod(run, index).getMetadata().getName();
        var uid = cluster.run(run).orElseThrow().getMetadata().getUid();
        var runner = new FakeRunner(operator.port(), NAMESPACE + "/" + run, pod, new RunTokens(KEY).token(uid));
        runners.add(runner);
        return runner;
    }

    private PlimsollOperator newOperator() {
        var config = new OperatorConfig(
                "plimsoll-system",
                "operator-0",
                "plimsoll.dev/runner:test",
                "http://localhost",
                0,
                0,
                OperatorConfig.GateAuth.Token,
                Set.of(),
                false,
                Duration.ofMinutes(5),
                Path.of("none"),
                secrets);
        return new PlimsollOperator(config, site, cluster.client(), KEY, clock, () -> {});
    }

    /** What it tells Prometheus. */
    String metrics() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port() + "/metrics"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Predicate<LoadTestRun> in(RunPhase phase) {
        return run -> run.getStatus() != null && run.getStatus().phase() == phase;
    }

    static List<String> conditions(LoadTestRun run) {
        return Objects.requireNonNull(run.getStatus().conditions()).stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus())
                .toList();
    }

    static Condition condition(LoadTestRun run, ConditionType type) {
        return Conditions.find(run.getStatus().conditions(), type).orElseThrow();
    }

    List<String> events(String about) {
        return cluster.client().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> about.equals(event.getInvolvedObject().getName()))
                .map(Event::getReason)
                .toList();
    }
}
