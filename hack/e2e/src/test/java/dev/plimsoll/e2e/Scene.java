package dev.plimsoll.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** A namespace with a demo service in it, and what a test does and sees there. */
final class Scene {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<RunPhase> TERMINAL = EnumSet.of(RunPhase.Complete, RunPhase.Failed, RunPhase.Aborted);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Path quickstart;

    Scene(KubernetesClient client, Path quickstart) {
        this.client = client;
        this.quickstart = quickstart;
    }

    /** Applies every object of some YAML. */
    void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    /** Applies a file of examples/quickstart. */
    void applyQuickstart(String file) throws IOException {
        apply(Files.readString(quickstart.resolve(file)));
    }

    /** Starts the demo service, or waits for it. */
    void startDemoService() throws IOException {
        applyQuickstart("10-demo-service.yaml");
        client.apps().deployments().withName("demo-service").waitUntilReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * The status of a LoadTest's run when it is over. The machine of the tests is shared: a run that Plimsoll itself
     * calls limited by its generator says nothing of what is tested, so it is run again, twice at most. What arrived at
     * the target is then of several runs: who looks at that takes the first.
     */
    LoadTestRunStatus awaitEnd(String loadTest) {
        var status = awaitEndOfFirstRun(loadTest);
        for (int run = 2; run <= 3 && "GeneratorLimited".equals(status.reason()); run++) {
            System.out.println(loadTest + " runs again: " + status.message());
            var again = String.valueOf(run);
            client.resources(LoadTest.class).withName(loadTest).edit(test -> {
                test.getMetadata().setAnnotations(Map.of(Api.RUN_ANNOTATION, again));
                return test;
            });
            status = awaitRun(loadTest, run, Scene::isOver);
        }
        return status;
    }

    /** The status of a LoadTest's first run when it is over, whatever became of it. */
    LoadTestRunStatus awaitEndOfFirstRun(String loadTest) {
        return awaitRun(loadTest, 1, Scene::isOver);
    }

    private static boolean isOver(LoadTestRunStatus status) {
        return status.phase() != null && TERMINAL.contains(status.phase());
    }

    /** Waits until the first run of a LoadTest has sent load for so long. */
    void awaitRunning(String loadTest, Duration since) {
        awaitRun(
                loadTest,
                1,
                status -> status.phase() == RunPhase.Running
                        && status.startAt() != null
                        && Instant.parse(status.startAt()).plus(since).isBefore(Instant.now()));
    }

    private LoadTestRunStatus awaitRun(String loadTest, int number, Predicate<LoadTestRunStatus> condition) {
        return await("run " + number + " of " + loadTest)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> run(loadTest, number).map(LoadTestRun::getStatus).filter(condition), Optional::isPresent)
                .orElseThrow();
    }

    /** The run of this number of a LoadTest. */
    Optional<LoadTestRun> run(String loadTest, int number) {
        return Optional.ofNullable(client.resources(LoadTestRun.class)
                .withName(loadTest + "-" + number)
                .get());
    }

    LoadTest loadTest(String name) {
        return client.resources(LoadTest.class).withName(name).require();
    }

    void delete(HasMetadata object) {
        client.resource(object).delete();
    }

    List<Pod> runnerPods() {
        return client.pods().withLabel(Api.RUN_LABEL).list().getItems();
    }

    /** When requests to a path arrived at the demo service, in nanoseconds since the first. */
    long[] arrivals(String path) {
        try {
            var instants =
                    JSON.readTree(client.raw(service("/arrivals?path=" + path))).findPath("nanos");
            return stream(instants).sorted().toArray();
        } catch (JsonProcessingException e) {
            throw new AssertionError("the demo service answered no JSON", e);
        }
    }

    private static LongStream stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong);
    }

    private String service(String path) {
        return "/api/v1/namespaces/" + client.getNamespace() + "/services/http:demo-service:8080/proxy" + path;
    }
}
