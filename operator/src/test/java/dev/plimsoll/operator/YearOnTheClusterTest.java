package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.drive;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.testing.ShiftedClock;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A year of nights through the whole operator. The first one is driven by a runner; all others end as it did, since a
 * year of load takes a year. The test stands for the garbage collector.
 */
@NullUnmarked // a status that is not there fails the test, as it should
class YearOnTheClusterTest {
    private static final String TREND = "checkout-trend";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime NIGHT = LocalTime.of(2, 30);
    private static final String NIGHTLY =
            TEST.replace("3s", "10m") + "  schedule: {cron: '30 2 * * *', timeZone: Europe/Berlin}\n";
    private static final int FAILS_EACH = 10;

    private final ShiftedClock clock = new ShiftedClock();
    private final OperatorScene scene = new OperatorScene(clock);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldRunEachNightAndLeaveNoMoreThanItsHistory() {
        var begin = clock.instant();
        var end = begin.plus(Duration.ofDays(365));
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(NIGHTLY, LoadTest.class);
        await(() -> scene.cluster.loadTest("checkout").getStatus() != null);
        var due = nextTime();
        var first = firstNight(due);
        var result = result(first);
        int nights = 1;
        for (due = nextTime(); due.isBefore(end); due = nextTime()) {
            come(due);
            nights++;
            endLike(first, name(due), nights % FAILS_EACH == 0 ? Verdict.Fail : Verdict.Pass, result);
            if (nights % 30 == 0) {
                collectGarbage();
            }
        }
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        nudge(end);
        await(() -> scene.cluster.runs().size() <= 60);
        collectGarbage();
        int all = nights;
        await(() -> TrendStore.read(trend()).orElseThrow().nights().size() == all);

        assertThat(nights).isEqualTo(expectedNights(begin, end));
        var runs = scene.cluster.runs();
        assertThat(runs.stream().map(run -> run.getStatus().verdict()))
                .filteredOn(verdict -> verdict == Verdict.Pass)
                .hasSize(30);
        assertThat(runs).hasSize(60);
        assertThat(results()).hasSize(60);
        assertThat(scene.cluster.loadTest("checkout").getStatus().runs())
                .hasSize(10)
                .first()
                .satisfies(run -> assertThat(run.name()).isEqualTo(newest(runs)));

        var objects = Stream.of(
                        List.of(scene.cluster.loadTest("checkout"), scene.cluster.budget("slo"), trend()),
                        runs,
                        results())
                .flatMap(List::stream)
                .map(HasMetadata.class::cast)
                .toList();
        long others = othersOfRuns().count();
        long ofLoadTest = bytes(scene.cluster.loadTest("checkout"));
        long ofRun = runs.stream().mapToLong(YearOnTheClusterTest::bytes).max().orElseThrow();
        long ofTrend = bytes(trend());
        long ofResult =
                results().stream().mapToLong(YearOnTheClusterTest::bytes).max().orElseThrow();
        long total = objects.stream().mapToLong(YearOnTheClusterTest::bytes).sum()
                + othersOfRuns().mapToLong(YearOnTheClusterTest::bytes).sum();
        System.out.println(
                "a year of nights: %d runs; left: %d objects that hold results, %d of runners, %,d bytes; LoadTest %,d, run %,d, result %,d, trend %,d"
                        .formatted(nights, objects.size(), others, total, ofLoadTest, ofRun, ofResult, ofTrend));
        assertThat(objects).hasSize(123);
        assertThat(ofTrend).isLessThan(128 * 1024);
        assertThat(others).isLessThanOrEqualTo(3 * 60);
        assertThat(ofLoadTest).isLessThan(16 * 1024);
        assertThat(ofRun).isLessThan(16 * 1024);
        assertThat(total).isLessThan(60L * 900 * 1024);
    }

    private LoadTestRun firstNight(Instant due) {
        come(due);
        var runner = scene.runner(name(due), 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        for (int minute = 0; minute < 10; minute++) {
            drive(runner, 60, 200, FAST.multipliedBy(1 + minute % 3));
        }
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        return scene.cluster.awaitRun(name(due), in(RunPhase.Complete));
    }

    private ConfigMap result(LoadTestRun run) {
        return Objects.requireNonNull(scene.cluster
                .client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(ConfigMapResultStore.nameFor(run.getMetadata().getName()))
                .get());
    }

    /** It is due, and the operator has started it. */
    private void come(Instant due) {
        clock.set(due);
        nudge(due);
        await(() -> scene.cluster.run(name(due)).isPresent()
                && due.toString()
                        .equals(scene.cluster
                                .loadTest("checkout")
                                .getStatus()
                                .schedule()
                                .lastTime()));
    }

    private void nudge(Instant about) {
        scene.cluster.annotate(scene.cluster.loadTest("checkout"), Map.of("example.com/nudged", about.toString()));
    }

    private void endLike(LoadTestRun first, String name, Verdict verdict, ConfigMap result) {
        scene.cluster.awaitRun(name, in(RunPhase.Starting));
        await(() -> {
            var run = scene.cluster.run(name).orElseThrow();
            run.setStatus(ended(first.getStatus(), name, verdict));
            try {
                scene.cluster.client().resource(run).updateStatus();
                return true;
            } catch (KubernetesClientException e) {
                return false; // the operator was faster: once more
            }
        });
        var run = scene.cluster.run(name).orElseThrow();
        scene.cluster
                .client()
                .resource(new ConfigMapBuilder(result)
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(ConfigMapResultStore.nameFor(name))
                        .withLabels(result.getMetadata().getLabels())
                        .withOwnerReferences(new OwnerReferenceBuilder(result.getMetadata()
                                        .getOwnerReferences()
                                        .getFirst())
                                .withName(name)
                                .withUid(run.getMetadata().getUid())
                                .build())
                        .endMetadata()
                        .build())
                .create();
        await(() -> scene.cluster.loadTest("checkout").getStatus().verdict() == verdict);
    }

    private LoadTestRunStatus ended(LoadTestRunStatus as, String name, Verdict verdict) {
        var json = Serialization.asJson(as);
        var changed = json.replace(as.resultConfigMap(), ConfigMapResultStore.nameFor(name))
                .replace(as.completedAt(), clock.instant().toString())
                .replaceFirst("\"verdict\":\"Pass\"", "\"verdict\":\"" + verdict + "\"");
        return Serialization.unmarshal(changed, LoadTestRunStatus.class);
    }

    /** Deletes what belongs to runs that are gone. */
    private void collectGarbage() {
        var there = scene.cluster.runs().stream()
                .map(run -> run.getMetadata().getUid())
                .collect(Collectors.toSet());
        Stream.concat(results().stream(), othersOfRuns())
                .filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> there.contains(owner.getUid())))
                .forEach(object -> scene.cluster.client().resource(object).delete());
    }

    private List<ConfigMap> results() {
        return scene.cluster.client().configMaps().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(map -> !map.getMetadata().getName().equals(TREND))
                .toList();
    }

    /** What is kept of the nights whose runs are gone. */
    private ConfigMap trend() {
        return scene.cluster
                .client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(TREND)
                .require();
    }

    private Stream<HasMetadata> othersOfRuns() {
        var client = scene.cluster.client();
        return Stream.of(
                        client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems(),
                        client.secrets().inNamespace(NAMESPACE).list().getItems(),
                        client.network()
                                .v1()
                                .networkPolicies()
                                .inNamespace(NAMESPACE)
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .map(HasMetadata.class::cast);
    }

    /** Each night whose hour there is; the one that has it twice, twice. */
    private static long expectedNights(Instant begin, Instant end) {
        var day = begin.atZone(BERLIN).toLocalDate();
        return Stream.iterate(day, it -> it.plusDays(1))
                .limit(367)
                .map(it -> it.atTime(NIGHT))
                .flatMap(local ->
                        BERLIN.getRules().getValidOffsets(local).stream().map(local::toInstant))
                .filter(due -> due.isAfter(begin) && due.isBefore(end))
                .count();
    }

    private static long bytes(HasMetadata object) {
        return Serialization.asJson(object).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String newest(List<LoadTestRun> runs) {
        return runs.stream()
                .map(run -> run.getMetadata().getName())
                .max(String::compareTo)
                .orElseThrow();
    }

    private Instant nextTime() {
        return Instant.parse(
                scene.cluster.loadTest("checkout").getStatus().schedule().nextTime());
    }

    private static String name(Instant due) {
        return "checkout-" + due.toString().replaceAll("[-T:]", "").substring(0, 12);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }
}
