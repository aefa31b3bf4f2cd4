package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static dev.plimsoll.operator.testing.S3Server.ACCESS_KEY;
import static dev.plimsoll.operator.testing.S3Server.BUCKET;
import static dev.plimsoll.operator.testing.S3Server.SECRET_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.ResultStatus.State;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.testing.S3Server;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole operator with a bucket on a real S3 server, or a volume, for its results. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorArchiveTest {
    private static final String LOOKS_BACK = """
        metadata: {name: slo}
        spec:
          objectives: [{name: p99, metric: ResponseTime, percentile: 90, maxRegression: 10%}]
          baseline: {from: Pinned, run: checkout-1}
        """;

    private final S3Server server = new S3Server();
    private OperatorScene scene;

    @TempDir
    private Path secrets;

    @BeforeEach
    void open() {
        S3Server.writeKeys(secrets, ACCESS_KEY, SECRET_KEY);
        scene = sceneOf(site(server.endpoint()));
    }

    private String site(String endpoint) {
        return """
            results:
              s3:
                endpoint: %s
                bucket: %s
                prefix: east
                credentials: {accessKey: %s/s3-access-key, secretKey: %s/s3-secret-key}
            """.formatted(endpoint, BUCKET, secrets, secrets);
    }

    private OperatorScene sceneOf(String site) {
        var opened = new OperatorScene(Clock.systemUTC(), site);
        opened.cluster.apply(BUDGET, PerformanceBudget.class);
        return opened;
    }

    @AfterEach
    void close() {
        scene.close();
        server.close();
    }

    private LoadTestRun judged(String name) {
        scene.complete(name, FAST);
        return scene.cluster.awaitRun(name, in(RunPhase.Complete));
    }

    private void apply(String again) {
        scene.cluster.apply(
                TEST.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: '" + again + "'}}"),
                LoadTest.class);
    }

    private ConfigMap configMap(String run) {
        return scene.cluster
                .client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(ConfigMapResultStore.nameFor(run))
                .get();
    }

    private static boolean released(LoadTestRun run) {
        return run.getStatus().resultConfigMap() == null;
    }

    private static Predicate<LoadTestRun> result(State state) {
        return run ->
                run.getStatus().result() != null && run.getStatus().result().state() == state;
    }

    private static String key(LoadTestRun run) {
        return "east/shop/" + run.getMetadata().getName() + "/"
                + run.getMetadata().getUid() + "/result.json.gz";
    }

    private List<String> results() {
        return server.keys().stream()
                .filter(key -> key.endsWith("result.json.gz"))
                .toList();
    }

    @Test
    void shouldArchiveBeforeTheVerdictAndEmptyTheConfigMapAfterIt() {
        apply("1");

        var run = judged("checkout-1");

        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().result().state()).isEqualTo(State.Archived);
        assertThat(run.getStatus().result().location()).isEqualTo("s3://" + BUCKET + "/" + key(run));
        assertThat(results()).containsExactly(key(run));
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);
        assertThat(configMap("checkout-1").getBinaryData()).isNullOrEmpty();
        assertThat(configMap("checkout-1").getData())
                .containsExactly(Map.entry("location", "s3://" + BUCKET + "/" + key(run)));
        await().atMost(PATIENCE).until(() -> server.keys().contains("east/plimsoll-check.txt"));
    }

    @Test
    void shouldJudgeAgainstARunWhoseResultIsOnlyInTheArchive() {
        scene.cluster.apply(LOOKS_BACK, PerformanceBudget.class);
        apply("1");
        judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);

        apply("2");
        var second = judged("checkout-2");

        assertThat(second.getStatus().baselines().getFirst().runs()).containsExactly("checkout-1");
        assertThat(second.getStatus().objectives().getFirst().compared().runs()).isEqualTo(1);
    }

    @Test
    void shouldSayThatAnArchivedResultIsGone() {
        scene.cluster.apply(LOOKS_BACK, PerformanceBudget.class);
        apply("1");
        var first = judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);
        server.delete(key(first));

        apply("2");
        var second = judged("checkout-2");

        assertThat(second.getStatus().advisoryReason()).isEqualTo("NoBaseline");
        assertThat(second.getStatus().message())
                .contains("checkout-1 has no result any more: it was put into s3://" + BUCKET + "/" + key(first));
    }

    @Test
    void shouldWaitForAnArchiveThatComesBackRatherThanJudgeWithoutItsBaseline() {
        scene.cluster.apply(LOOKS_BACK, PerformanceBudget.class);
        apply("1");
        judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);
        apply("2");
        server.stop();
        scene.complete("checkout-2", FAST);
        scene.cluster.awaitRun("checkout-2", run -> run.getStatus().message().contains("waiting for the archive"));
        assertThat(scene.cluster.run("checkout-2").orElseThrow().getStatus().message())
                .contains("checkout-1");

        server.start();

        var second = scene.cluster.awaitRun("checkout-2", in(RunPhase.Complete));
        assertThat(second.getStatus().baselines().getFirst().runs()).containsExactly("checkout-1");
        assertThat(second.getStatus().result().state()).isEqualTo(State.Archived);
    }

    @Test
    void shouldNotHoldTheVerdictBackWhenTheServerIsDownAndArchiveWhenItIsBack() {
        apply("1");
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        server.stop();

        var run = judged("checkout-1");

        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().result().state()).isEqualTo(State.Retrying);
        assertThat(run.getStatus().result().location()).isEqualTo("configmap://shop/checkout-1-result");
        assertThat(run.getStatus().result().message()).contains("cannot write s3://" + BUCKET + "/" + key(run));
        assertThat(run.getStatus().result().nextAttempt()).isNotNull();
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("ResultNotArchived"));
        scene.cluster.awaitRun(
                "checkout-1", retried -> retried.getStatus().result().attempts() >= 2);
        assertThat(configMap("checkout-1").getBinaryData()).containsKey(ConfigMapResultStore.KEY);

        server.start();
        scene.replaceOperator(); // what is still to be done is known to whoever comes after

        scene.cluster.awaitRun("checkout-1", result(State.Archived).and(PlimsollOperatorArchiveTest::released));
        assertThat(results()).containsExactly(key(run));
        assertThat(configMap("checkout-1").getBinaryData()).isNullOrEmpty();
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("ResultArchived"));
    }

    @Test
    void shouldSayThatAResultIsLostWhenSomebodyDeletedItBeforeItWasArchived() {
        apply("1");
        server.deleteBucket();
        judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", result(State.Retrying));

        scene.cluster.client().resource(configMap("checkout-1")).delete();

        scene.cluster.awaitRun("checkout-1", result(State.Lost));
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("ResultLost"));
    }

    @Test
    void shouldEndWithTheWholeResultWhenTheOperatorDiesBetweenTheArchiveAndTheVerdict() {
        scene.cluster.apply(LOOKS_BACK, PerformanceBudget.class);
        apply("1");
        judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);
        apply("2");
        server.stop();
        scene.complete("checkout-2", FAST);
        var waiting = scene.cluster.awaitRun(
                "checkout-2", run -> run.getStatus().message().contains("waiting for the archive"));
        scene.cluster.refuse("PATCH", "/loadtestruns/checkout-2/status", 500, "no verdict can be written");
        server.start();
        await().atMost(PATIENCE).until(() -> results().contains(key(waiting)));
        assertThat(scene.cluster.run("checkout-2").orElseThrow()).matches(in(RunPhase.Judging));

        scene.replaceOperator();
        assertThat(configMap("checkout-2").getBinaryData()).containsKey(ConfigMapResultStore.KEY);
        scene.cluster.refuseNothing();

        var run =
                scene.cluster.awaitRun("checkout-2", in(RunPhase.Complete).and(PlimsollOperatorArchiveTest::released));
        assertThat(run.getStatus().totals().sent()).isEqualTo(600);
        assertThat(run.getStatus().result().state()).isEqualTo(State.Archived);
        assertThat(results()).hasSize(2);
    }

    @Test
    void shouldNotHoldTheVerdictBackWhenTheServerTakesTheResultAndSaysNothing() throws IOException {
        scene.close();
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            scene = sceneOf(site("http://127.0.0.1:" + silent.getLocalPort()));
            apply("1");

            var run = judged("checkout-1");

            assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
            assertThat(run.getStatus().result().state()).isEqualTo(State.Retrying);
            assertThat(configMap("checkout-1").getBinaryData()).containsKey(ConfigMapResultStore.KEY);
        }
    }

    @Test
    void shouldKeepBothResultsWhenARunIsDeletedAndMadeAgainUnderItsName() {
        apply("1");
        var first = judged("checkout-1");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);
        delete(first);

        scene.cluster.apply("""
            metadata: {name: checkout-1}
            spec: {loadTest: checkout}
            """, LoadTestRun.class);
        var second = judged("checkout-1");

        assertThat(second.getMetadata().getUid())
                .isNotEqualTo(first.getMetadata().getUid());
        assertThat(results()).containsExactlyInAnyOrder(key(first), key(second));
    }

    /** With what the garbage collector of a cluster deletes then. */
    private void delete(LoadTestRun run) {
        var client = scene.cluster.client();
        client.resource(configMap(run.getMetadata().getName())).delete();
        client.resource(scene.cluster.job(run.getMetadata().getName()).orElseThrow())
                .delete();
        client.pods().inNamespace(NAMESPACE).delete();
        client.resource(run).delete();
    }

    @Test
    void shouldKeepResultsOnAVolumeTellWhenItIsGoneAndGoOnWhenItIsBack(@TempDir Path mounts) throws IOException {
        scene.close();
        var volume = Files.createDirectory(mounts.resolve("results"));
        scene = sceneOf("results: {volume: {path: " + volume + "}}");
        apply("1");
        var first = judged("checkout-1");
        assertThat(first.getStatus().result().location())
                .isEqualTo("file://" + volume + "/shop/checkout-1/"
                        + first.getMetadata().getUid() + "/result.json.gz");
        scene.cluster.awaitRun("checkout-1", PlimsollOperatorArchiveTest::released);

        var away = Files.move(volume, mounts.resolve("away"));
        apply("2");
        var second = judged("checkout-2");
        assertThat(second.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(second.getStatus().result().state()).isEqualTo(State.Retrying);
        assertThat(second.getStatus().result().message()).contains("mount a PersistentVolumeClaim");

        Files.move(away, volume);
        scene.cluster.awaitRun("checkout-2", result(State.Archived).and(PlimsollOperatorArchiveTest::released));
        assertThat(volume.resolve("shop/checkout-2")).isDirectory();
    }
}
