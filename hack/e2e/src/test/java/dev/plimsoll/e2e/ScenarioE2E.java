package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.CheckFailures;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.PhaseStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do at the demo service: files of ConfigMaps and Secrets, steps that know of each other, phases. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class ScenarioE2E {
    private static final int FIRST_ORDER = 1001;
    private static final int ORDERS = 80;
    private static final int TURNS = 50;

    private Scene scene;

    @BeforeEach
    void startDemoService(Scene givenScene) throws IOException {
        scene = givenScene;
        scene.startDemoService();
    }

    /** Each turn orders what stands in its row, so that the target sees which rows were used, and how often. */
    @Test
    void shouldUseNoRowTwiceWhenTwoRunnersPlayAScenario() {
        scene.apply(shop());
        scene.apply(buyers());

        var status = scene.awaitEnd("buyers", run -> {
            assertRowsUsedOnce(run);
            return Scene.isGeneratorLimited(run);
        });

        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Pass);
        assertThat(status.pods()).isEqualTo("2/2");
        var totals = Objects.requireNonNull(status.totals());
        assertThat(totals.errors()).isZero();
        assertThat(totals.checks()).isPositive();
        assertThat(totals.failedChecks()).isZero();
    }

    private void assertRowsUsedOnce(LoadTestRunStatus run) {
        var uses = IntStream.range(FIRST_ORDER, FIRST_ORDER + ORDERS)
                .map(order -> scene.arrivals("/orders/" + order).length)
                .toArray();
        int all = scene.takeArrivals("/orders/").length;
        assertThat(uses).containsOnly(0, 1);
        assertThat(IntStream.of(uses).sum()).isEqualTo(all);
        assertThat(all).isLessThanOrEqualTo(TURNS);
        if (Objects.requireNonNull(run.totals()).missed() == 0) {
            assertThat(all).isEqualTo(TURNS);
        }
    }

    private static String shop() {
        var rows = IntStream.range(FIRST_ORDER, FIRST_ORDER + ORDERS)
                .mapToObj(order -> "    ada " + order + "," + order)
                .collect(Collectors.joining("\n"));
        return """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shop}
            data:
              item.json: '{"item": "7"}'
              rows.csv: |
                name,order
            %s
            ---
            apiVersion: plimsoll.dev/v1alpha1
            kind: PerformanceBudget
            metadata: {name: all-right}
            spec:
              objectives:
                - {name: checks, metric: CheckRate, min: 95%%}
                - {name: errors, metric: ErrorRate, max: 5%%}
            """.formatted(rows);
    }

    /** A second of warm-up and four of load: {@value #TURNS} turns. */
    private static String buyers() {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: buyers}
            spec:
              target:
                service: {name: demo-service, port: 8080}
                http: {connections: PerUser}
              load: {arrivals: Uniform, warmup: 1s, stages: [{duration: 4s, to: 10/s}]}
              data:
                rows: {csv: {configMapRef: {name: shop, key: rows.csv}}, order: Unique}
              scenarios:
                - name: buy
                  steps:
                    - name: login
                      request: {method: POST, path: /login, body: '{"user": "${json(rows.name)}"}'}
                      capture: [{name: token, jsonPath: $.token}]
                    - repeat: 2
                      steps:
                        - name: add
                          request:
                            method: POST
                            path: /cart
                            headers: {Authorization: 'Bearer ${token}'}
                            bodyFrom: {configMapRef: {name: shop, key: item.json}}
                    - name: cart
                      request: {path: /cart}
                      checks: [{name: cookies hold two of item 7, jsonPath: $.total, equals: '318'}]
                    - name: order
                      request: {path: '/orders/${rows.order}'}
                      checks: [{bodyContains: '"items":${rows.order}}'}]
              runners: {count: 2, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: all-right}]
            """;
    }

    @Test
    void shouldGiveEachPhaseItsOwnVerdictWhenChecksFailInOne() {
        scene.apply(shop());
        scene.apply("""
            apiVersion: v1
            kind: Secret
            metadata: {name: ada}
            stringData: {token: '616461'}
            """);
        scene.apply(phases());

        var status = scene.awaitEnd(
                "phases",
                run -> Objects.requireNonNull(run.phases()).stream()
                        .anyMatch(phase -> phase.reason().equals("GeneratorLimited")));

        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
        assertThat(status.reason()).isEqualTo("ObjectiveMissed");
        var calm = phase(status, "calm");
        assertThat(calm.verdict()).as(calm.message()).isEqualTo(Verdict.Pass);
        assertThat(calm.totals().offered()).isEqualTo(60);
        var rush = phase(status, "rush");
        assertThat(rush.verdict()).as(rush.message()).isEqualTo(Verdict.Fail);
        assertThat(rush.message()).contains("checks");
        assertThat(rush.totals().failedChecksByName())
                .containsExactly(new CheckFailures(
                        "look",
                        "cart",
                        "free",
                        Objects.requireNonNull(rush.totals().checks())));
        assertThat(Objects.requireNonNull(status.objectives()))
                .filteredOn(objective -> objective.verdict() != Verdict.Pass)
                .singleElement()
                .satisfies(objective -> {
                    assertThat(objective.phase()).isEqualTo("rush");
                    assertThat(objective.name()).isEqualTo("checks");
                    assertThat(objective.reason()).isEqualTo("BelowLimit");
                });
    }

    /** The rush begins while it is calm. Who may add to the cart is known by a token. */
    private static String phases() {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: phases}
            spec:
              target:
                service: {name: demo-service, port: 8080}
                auth: {bearer: {secretRef: {name: ada}}}
              phases:
                - name: calm
                  load: {arrivals: Uniform, warmup: 1s, smoke: {rate: 20/s, hold: 3s}}
                  scenarios: [add]
                - name: rush
                  startAt: 2s
                  load:
                    spike: {base: 10/s, peak: 50/s, before: 1s, rampUp: 500ms, hold: 1s, rampDown: 500ms, after: 1s}
                  scenarios: [look]
              scenarios:
                - name: add
                  steps:
                    - name: one
                      request: {method: POST, path: /cart, body: '{"item": "7"}'}
                      checks: [{jsonPath: $.count, equals: '1'}]
                - name: look
                  steps:
                    - name: cart
                      request: {path: /cart}
                      checks: [{name: free, bodyContains: '"price":0'}]
              runners: {count: 1, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: all-right}]
            """;
    }

    private static PhaseStatus phase(LoadTestRunStatus status, String name) {
        return Objects.requireNonNull(status.phases()).stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
