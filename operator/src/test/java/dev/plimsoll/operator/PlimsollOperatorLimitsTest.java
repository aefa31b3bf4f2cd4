package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.condition;
import static dev.plimsoll.operator.OperatorScene.conditions;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.QueueStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: runs that may not begin, or not yet. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorLimitsTest {
    private static final String RULE = "limits.namespaces[shop]";
    private static final String ONE_AT_ONCE = """
        limits:
          namespaces:
            - {name: shop, maxRuns: 1, maxRate: 1000/s, targets: ['*.shop.svc']}
        """;
    private static final String SHARED_RATE = """
        limits:
          maxRuns: 10
          namespaces:
            - {name: '*', maxRate: 300/s}
        """;

    private OperatorScene scene = new OperatorScene(Clock.systemUTC(), ONE_AT_ONCE);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldQueueInOrderAndMoveAtOnceWhenARunHasEnded() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        apply("checkout");
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        apply("search");
        var queued = scene.cluster.awaitRun("search-1", queuedAt(1));
        apply("wishlist");
        scene.cluster.awaitRun("wishlist-1", queuedAt(2));

        assertThat(queued.getStatus().reason()).isEqualTo("Queued");
        assertThat(queued.getStatus().message())
                .isEqualTo("first in the queue: " + RULE + ".maxRuns is 1, and 1 is at work");
        assertThat(queued.getStatus().queue()).isEqualTo(QueueStatus.waiting(1, RULE + ".maxRuns"));
        assertThat(condition(queued, ConditionType.Progressing).getReason()).isEqualTo("Queued");
        assertThat(scene.cluster.job("search-1")).isEmpty();
        assertThat(scene.metrics()).contains("plimsoll_runs_queued 2.0");
        await().atMost(PATIENCE).until(() -> scene.events("search-1").contains("Queued"));

        scene.complete("checkout-1", FAST);

        var next = scene.cluster.awaitRun("search-1", in(RunPhase.Starting));
        assertThat(next.getStatus().queue().position()).isNull();
        assertThat(next.getStatus().queue().admittedAt()).isNotNull();
        scene.cluster.awaitRun("wishlist-1", queuedAt(1));
        var ended = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(ended.getStatus().verdict()).as(ended.getStatus().message()).isEqualTo(Verdict.Pass);
        scene.complete("search-1", FAST);
        scene.complete("wishlist-1", FAST);
        scene.cluster.awaitRun("wishlist-1", in(RunPhase.Complete));
        assertThat(scene.metrics()).contains("plimsoll_runs_queued 0.0");
    }

    @Test
    void shouldKeepEveryPlaceWhenAnotherProcessTakesOver() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        apply("checkout");
        var runner = scene.started("checkout-1");
        apply("search");
        scene.cluster.awaitRun("search-1", queuedAt(1));
        apply("wishlist");
        scene.cluster.awaitRun("wishlist-1", queuedAt(2));

        scene.replaceOperator();

        apply("zebra");
        scene.cluster.awaitRun("zebra-1", queuedAt(3));
        assertThat(scene.cluster.run("search-1")).get().matches(queuedAt(1));
        assertThat(scene.cluster.run("wishlist-1")).get().matches(queuedAt(2));
        assertThat(runner.report()).isIn(200, 409, 503);

        assertThat(runner.register()).isEqualTo(200);
        OperatorScene.drive(runner, 2, 200, FAST);
        runner.end();
        await().atMost(PATIENCE).until(() -> runner.report() == 200);
        scene.cluster.awaitRun("search-1", in(RunPhase.Starting));
        scene.cluster.awaitRun("zebra-1", queuedAt(2));
    }

    @Test
    void shouldMoveWhenARunOrAQueuedOneIsDeleted() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        apply("checkout");
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        apply("search");
        scene.cluster.awaitRun("search-1", queuedAt(1));
        apply("wishlist");
        scene.cluster.awaitRun("wishlist-1", queuedAt(2));

        delete("search-1");
        scene.cluster.awaitRun("wishlist-1", queuedAt(1));
        delete("checkout-1");
        scene.cluster.awaitRun("wishlist-1", in(RunPhase.Starting));
    }

    @Test
    void shouldNotKeepOthersWaitingForARunThatCannotBegin() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("name: checkout}", "name: broken}").replace("slo", "none"), LoadTest.class);
        scene.cluster.awaitRun("broken-1", in(RunPhase.Pending));
        apply("checkout");

        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
    }

    @Test
    void shouldShareTheRateOfANamespace() {
        restartWith(SHARED_RATE);
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        apply("checkout");
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        apply("search");

        var queued = scene.cluster.awaitRun("search-1", queuedAt(1));
        assertThat(queued.getStatus().message())
                .isEqualTo(
                        "first in the queue: limits.namespaces[*].maxRate is 300/s, runs at work ask for 200/s of it, "
                                + "and this one for 200/s");

        scene.cluster.apply(TEST.replace("name: checkout}", "name: tiny}").replace("200/s", "50/s"), LoadTest.class);
        scene.cluster.awaitRun("tiny-1", queuedAt(2));
        scene.complete("checkout-1", FAST);
        scene.cluster.awaitRun("search-1", in(RunPhase.Starting));
        scene.cluster.awaitRun("tiny-1", in(RunPhase.Starting));
    }

    @Test
    void shouldRefuseARateThatCanNeverFit() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("200/s", "1001/s"), LoadTest.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("RateNotAllowed");
        assertThat(run.getStatus().message())
                .startsWith("spec.load: \"1001/s\": ")
                .contains(RULE + ".maxRate allows (1000/s)");
        assertThat(conditions(run)).contains("Failed=True", "Complete=True");
        assertThat(scene.cluster.job("checkout-1")).isEmpty();
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("RateNotAllowed"));
    }

    @Test
    void shouldRefuseATargetThatIsNotAllowed() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(
                TEST.replace("http://checkout.shop.svc:8080", "http://checkout.shop.svc.example.com"), LoadTest.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("TargetNotAllowed");
        assertThat(run.getStatus().message())
                .startsWith("spec.target: \"checkout.shop.svc.example.com:80\": ")
                .contains(RULE + ".targets allows (*.shop.svc)");
        assertThat(scene.cluster.job("checkout-1")).isEmpty();
    }

    @Test
    void shouldLookAtAServiceByTheNameThatItResolvesTo() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        var service = "target: {service: {name: checkout, port: 8080}}";
        var url = "target: {url: http://checkout.shop.svc:8080}";
        scene.cluster.apply(
                TEST.replace("name: checkout}", "name: elsewhere}")
                        .replace(url, service.replace("port", "namespace: bank, port")),
                LoadTest.class);
        scene.cluster.apply(TEST.replace(url, service), LoadTest.class);

        assertThat(scene.cluster
                        .awaitRun("elsewhere-1", in(RunPhase.Failed))
                        .getStatus()
                        .message())
                .startsWith("spec.target: \"checkout.bank.svc:8080\": ");
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
    }

    @Test
    void shouldTellRunnersWhatTheyMayDo() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        apply("checkout");
        var runner = scene.runner("checkout-1", 0);
        assertThat(runner.register()).isEqualTo(200);

        assertThat(runner.plan().limits()).satisfies(limits -> {
            assertThat(limits.rule()).isEqualTo(RULE);
            assertThat(limits.maxRate()).isEqualTo(1000);
            assertThat(limits.targets()).containsExactly("*.shop.svc");
        });
        var pod = scene.cluster.job("checkout-1").orElseThrow().getSpec().getTemplate();
        assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                .as("also by another way than the plan")
                .contains(new EnvVar(
                        "PLIMSOLL_LIMITS",
                        "{\"rule\":\"" + RULE + "\",\"maxRate\":1000.0,\"targets\":[\"*.shop.svc\"]}",
                        null));
    }

    private void restartWith(String site) {
        scene.close();
        scene = new OperatorScene(Clock.systemUTC(), site);
    }

    private void apply(String loadTest) {
        scene.cluster.apply(TEST.replace("name: checkout}", "name: " + loadTest + "}"), LoadTest.class);
    }

    private void delete(String run) {
        scene.cluster
                .client()
                .resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withName(run)
                .delete();
    }

    private static Predicate<LoadTestRun> queuedAt(int position) {
        return in(RunPhase.Pending)
                .and(run -> run.getStatus().queue() != null
                        && Integer.valueOf(position)
                                .equals(run.getStatus().queue().position()));
    }
}
