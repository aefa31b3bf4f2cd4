package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.TrendStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: nights that outlive their runs. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorTrendTest {
    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private LoadTestRun run(int number, Duration responseTime) {
        scene.cluster.apply(
                TEST.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: '" + number + "'}}"),
                LoadTest.class);
        var name = "checkout-" + number;
        scene.complete(name, responseTime);
        return scene.cluster.awaitRun(name, in(RunPhase.Complete).and(PlimsollOperatorTrendTest::isRecorded));
    }

    private static boolean isRecorded(LoadTestRun run) {
        return run.getMetadata().getAnnotations().containsKey(Api.RECORDED_ANNOTATION);
    }

    private ConfigMap map() {
        return scene.cluster
                .client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName("checkout-trend")
                .get();
    }

    private TrendSeries series() {
        return TrendStore.read(map()).orElseThrow();
    }

    /** As if the same had been run on so many nights before, at 5 ms and at the end twice at 20 ms. */
    private void rememberNights(NightRecord like, int fast, int slow) {
        var series = TrendSeries.EMPTY;
        for (int night = 0; night < fast + slow; night++) {
            int number = night;
            var objectives = like.objectives().stream()
                    .map(point -> new Point(
                            point.phase(),
                            point.budget(),
                            point.name(),
                            point.limit(),
                            point.name().equals("p95") ? number < fast ? "5ms" : "20ms" : point.measured(),
                            "Pass"))
                    .toList();
            series = series.with(new NightRecord(
                    "earlier-" + night,
                    "uid-" + night,
                    Instant.parse("2026-01-01T02:00:00Z")
                            .plus(Duration.ofDays(night))
                            .toString(),
                    like.setup(),
                    false,
                    objectives));
        }
        new TrendStore(scene.cluster.client()).save(map().getMetadata(), series);
    }

    private List<TrendStatus> trend(Predicate<TrendStatus> ofP95) {
        await().atMost(PATIENCE)
                .until(() -> scene.cluster.budget("slo").getStatus() != null
                        && scene.cluster.budget("slo").getStatus().trend() != null
                        && scene.cluster.budget("slo").getStatus().trend().stream()
                                .filter(trend -> trend.objective().equals("p95"))
                                .anyMatch(ofP95));
        return scene.cluster.budget("slo").getStatus().trend();
    }

    private long changePoints(String about) {
        return Collections.frequency(scene.events(about), "ChangePoint");
    }

    @Test
    void shouldKeepNightsInAConfigMapOfTheLoadTest() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        run(1, Duration.ofMillis(5));

        assertThat(map().getMetadata().getOwnerReferences())
                .singleElement()
                .matches(owner -> owner.getKind().equals("LoadTest")
                        && owner.getUid()
                                .equals(scene.cluster
                                        .loadTest("checkout")
                                        .getMetadata()
                                        .getUid()));
        assertThat(map().getMetadata().getLabels()).containsEntry(Api.LOAD_TEST_LABEL, "checkout");
        assertThat(series().nights()).singleElement().satisfies(night -> {
            assertThat(night.run()).isEqualTo("checkout-1");
            assertThat(night.doubtful()).isFalse();
            assertThat(night.objectives()).hasSize(2);
        });
        var trend = trend(p95 -> p95.nights() == 1);
        assertThat(trend).extracting(TrendStatus::objective).containsExactly("p95", "errors");
        assertThat(trend.getFirst().latest()).startsWith("5");
        assertThat(trend.getFirst().burn()).isEqualTo(new TrendStatus.Burn(1, 0, 0, "0%"));
        assertThat(steady()).isEqualTo("Unknown TooFewNights");
    }

    private String steady() {
        return scene.cluster.budget("slo").getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Steady"))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst()
                .orElse("absent");
    }

    @Test
    void shouldTellOfAChangePointOnceAndFailNothing() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        run(1, Duration.ofMillis(5));
        rememberNights(series().nights().getFirst(), 30, 2);

        var slower = run(2, Duration.ofMillis(20));
        assertThat(slower.getStatus().verdict()).isEqualTo(Verdict.Pass);
        var trend = trend(p95 -> p95.change() != null);
        var change = trend.getFirst().change();
        assertThat(change.run()).isEqualTo("earlier-30");
        assertThat(change.from()).isEqualTo("5ms");
        assertThat(change.worse()).isTrue();
        assertThat(change.nights()).isEqualTo(3);
        assertThat(trend.getLast().change()).isNull();
        assertThat(trend.getLast().nights()).isEqualTo(33);
        assertThat(steady()).isEqualTo("False ChangePoint");
        assertThat(changePoints("slo")).isEqualTo(1);
        assertThat(changePoints("checkout")).isEqualTo(1);

        scene.replaceOperator();
        run(3, Duration.ofMillis(20));
        trend(p95 -> p95.nights() == 34);
        assertThat(changePoints("slo")).as("a change is told once").isEqualTo(1);
        assertThat(series().nights()).extracting(NightRecord::run).endsWith("checkout-2", "checkout-3");
    }

    @Test
    void shouldKeepNightsWhenTheirRunsAreDeleted() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        run(1, Duration.ofMillis(5));
        trend(p95 -> p95.nights() == 1);
        scene.cluster
                .client()
                .resource(scene.cluster.run("checkout-1").orElseThrow())
                .delete();
        run(2, Duration.ofMillis(5));
        trend(p95 -> p95.nights() == 2);
        assertThat(series().nights()).extracting(NightRecord::run).containsExactly("checkout-1", "checkout-2");
    }

    @Test
    void shouldNotTakeARunWithOverridesForANight() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        run(1, Duration.ofMillis(5));
        scene.cluster.apply("""
            metadata: {name: other}
            spec: {loadTest: checkout, overrides: {target: {url: http://other.shop.svc:8080}}}
            """, LoadTestRun.class);
        scene.complete("other", Duration.ofMillis(50));
        scene.cluster.awaitRun("other", in(RunPhase.Complete));
        run(2, Duration.ofMillis(5));
        assertThat(series().nights()).extracting(NightRecord::run).containsExactly("checkout-1", "checkout-2");
    }
}
