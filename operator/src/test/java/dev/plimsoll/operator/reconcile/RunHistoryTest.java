package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.Setups;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which runs a LoadTest that keeps none keeps nevertheless. */
@NullUnmarked // a run that is not there fails the test, as it should
class RunHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final String SPEC = "target: {url: http://a}, load: {smoke: {}}, runners: {count: %d},"
            + " scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]";

    private final FakeCluster fake = new FakeCluster();
    private final Set<String> unrecorded = new HashSet<>();
    private final RunHistory history = new RunHistory(
            new Cluster(fake.client(), new EventFactory(Clock.systemUTC(), "operator-0")),
            run -> !unrecorded.contains(run.getMetadata().getName()),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<LoadTestRun> runs = new ArrayList<>();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void shouldKeepTheLatestAndDeleteTheRest() {
        passed("a", 3);
        passed("b", 2);
        passed("c", 1);

        assertThat(left("")).containsExactly("c");
    }

    @Test
    void shouldKeepWhatHasNotEndedAndWhatIsNotRecorded() {
        passed("a", 3);
        passed("b", 2);
        passed("c", 1);
        run("runs", "", "phase: Running");
        unrecorded.add("a");

        assertThat(left("")).containsExactlyInAnyOrder("runs", "a", "c");

        unrecorded.clear();
        assertThat(left("")).containsExactlyInAnyOrder("runs", "c");
    }

    @Test
    void shouldGoOnWhenARunCannotBeDeleted() {
        passed("a", 3);
        passed("b", 2);
        passed("c", 1);
        fake.refuse("DELETE", "/loadtestruns/a", 403, "the operator may not delete");

        assertThat(left("")).containsExactlyInAnyOrder("a", "c");

        fake.refuseNothing();
        assertThat(left("")).containsExactly("c");
    }

    @Test
    void shouldKeepWhatAnyBudgetPins() {
        passed("a", 3);
        passed("pinned", 2);
        passed("c", 1);
        budget("someone", "{from: Pinned, run: pinned}");

        assertThat(left("")).containsExactly("pinned", "c");
    }

    @Test
    void shouldKeepTheWindowThatTheNextRunIsHeldAgainst() {
        passed("oldest", 9);
        for (int hour = 8; hour > 2; hour--) {
            passed("window-" + hour, hour);
        }
        run("failed", "", ended(1, 1, "Fail"));
        // it has another number of runners, so nothing is held against it
        run("other", "", ended(2, 2, "Pass"));
        budget("slo", "{from: Window, runs: 6}");

        assertThat(left("budgets: [{name: slo}],"))
                .containsExactly("window-8", "window-7", "window-6", "window-5", "window-4", "window-3", "failed");
    }

    @Test
    void shouldKeepTheLastThatPassedForARunThatGoesOnWithAFrozenBudget() {
        passed("old", 9);
        passed("passed", 8);
        run("failed", "", ended(1, 1, "Fail"));
        run("runs", "", """
            phase: Running, budgets: [{name: gone, generation: 1, spec: {baseline: {from: LastPassed},
            objectives: [{name: p95, metric: ResponseTime, percentile: 95, maxRegression: 10%}]}}]
            """);

        assertThat(left("")).containsExactlyInAnyOrder("passed", "failed", "runs");
    }

    @Test
    void shouldKeepTheNewestGateOfEachRolloutAndThoseThatAreNotDecided() {
        gate("web-1", 9, "web", "action: Abort");
        gate("web-2", 8, "web", "action: Abort");
        gate("shop-1", 7, "shop", "action: Promote");
        gate("open", 6, "web", "message: waits");
        passed("c", 1);

        assertThat(left("")).containsExactlyInAnyOrder("web-2", "shop-1", "open", "c");
    }

    @Test
    void shouldKeepTheLastNumberThatWasGiven() {
        run("checkout-1", "plimsoll.dev/trigger: '1'", ended(9, 1, "Pass"));
        run("checkout-2", "plimsoll.dev/trigger: '2'", ended(8, 1, "Pass"));
        run("checkout-202611290200", "plimsoll.dev/trigger: 'schedule/2026-11-29T02:00:00Z'", ended(7, 1, "Pass"));
        passed("c", 1);

        assertThat(left("")).containsExactlyInAnyOrder("checkout-2", "c");
    }

    private List<String> left(String fields) {
        var test = Resources.loadTest(
                "metadata: {name: checkout, namespace: shop, uid: u}\nspec: {%s %s, history: {passed: 0, failed: 0}}"
                        .formatted(fields, SPEC.formatted(1)));
        history.prune(test, runs);
        var there = fake.runs().stream().map(run -> run.getMetadata().getName()).toList();
        runs.removeIf(run -> !there.contains(run.getMetadata().getName()));
        return there;
    }

    private void passed(String name, int hoursAgo) {
        run(name, "", ended(hoursAgo, 1, "Pass"));
    }

    private static String ended(int hoursAgo, int runners, String verdict) {
        var at = NOW.minus(Duration.ofHours(hoursAgo));
        var setup = Setups.of(spec(runners), "runner:1", List.of());
        return ("phase: Complete, verdict: %s, startAt: '%s', completedAt: '%s',"
                        + " setup: {spec: %s, runners: %d, runnerImage: 'runner:1', nodeType: unknown}")
                .formatted(verdict, at.minusSeconds(60), at, setup.spec(), runners);
    }

    private void gate(String name, int hoursAgo, String deployment, String gate) {
        create("""
            metadata: {name: %s, namespace: shop}
            spec: {loadTest: checkout, test: {%s}, revision: {rollout: {kind: Deployment, name: %s}, name: %s}}
            status: {%s, gate: {%s}}
            """.formatted(name, SPEC.formatted(1), deployment, name, ended(hoursAgo, 1, "Fail"), gate));
    }

    private void run(String name, String annotation, String status) {
        create("""
            metadata: {name: %s, namespace: shop, annotations: {%s}}
            spec: {loadTest: checkout, test: {%s}}
            status: {%s}
            """.formatted(name, annotation, SPEC.formatted(1), status));
    }

    private void create(String yaml) {
        var run = Resources.loadTestRun(yaml);
        fake.client().resource(run).create();
        run.getMetadata().setCreationTimestamp(NOW.toString());
        runs.add(run);
    }

    private void budget(String name, String baseline) {
        fake.apply("""
            metadata: {name: %s}
            spec:
              baseline: %s
              objectives: [{name: p95, metric: ResponseTime, percentile: 95, maxRegression: 10%%}]
            """.formatted(name, baseline), PerformanceBudget.class);
    }

    private static LoadTestSpec spec(int runners) {
        return Resources.loadTest("spec: {" + SPEC.formatted(runners) + "}").getSpec();
    }
}
