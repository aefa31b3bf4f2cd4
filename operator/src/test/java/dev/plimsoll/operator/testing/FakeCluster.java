package dev.plimsoll.operator.testing;

import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.gate.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server without controllers: tests create the pods of Jobs themselves. */
public final class FakeCluster implements AutoCloseable {
    public static final String NAMESPACE = "shop";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(LoadTest.class, LoadTestRun.class, PerformanceBudget.class, Rollout.class);

    /** Logs every request otherwise; held, since a logger that nobody holds forgets its level. */
    private static final Logger MOCK_SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        MOCK_SERVER_LOG.setLevel(Level.WARNING);
    }

    private final ApplyingDispatcher dispatcher = new ApplyingDispatcher();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    public FakeCluster() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        server.init();
        KINDS.forEach(
                kind -> server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        client = server.createClient();
    }

    /** A client of the operator or of a test. */
    public KubernetesClient client() {
        return client;
    }

    /** What {@code kubectl apply} does: creates the resource, or changes its spec and annotations. */
    public <T extends HasMetadata> T apply(String yaml, Class<T> type) {
        var resource = Resources.read(yaml, type);
        resource.getMetadata().setNamespace(NAMESPACE);
        return client.resource(resource).serverSideApply();
    }

    /** What {@code kubectl annotate} does. */
    public void annotate(HasMetadata resource, Map<String, String> annotations) {
        var change = Map.of("metadata", Map.of("annotations", annotations));
        var _ = client.resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(change));
    }

    /** From now on the server refuses such requests. */
    public void refuse(String method, String pathEnd, int code, String message) {
        dispatcher.refuse(Optional.of(new ApplyingDispatcher.Refusal(method, pathEnd, code, message)));
    }

    /** The server does everything again. */
    public void refuseNothing() {
        dispatcher.refuse(Optional.empty());
    }

    public LoadTest loadTest(String name) {
        return Objects.requireNonNull(client.resources(LoadTest.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    public PerformanceBudget budget(String name) {
        return Objects.requireNonNull(client.resources(PerformanceBudget.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    public List<LoadTestRun> runs() {
        return client.resources(LoadTestRun.class).inNamespace(NAMESPACE).list().getItems();
    }

    public Optional<LoadTestRun> run(String name) {
        return Optional.ofNullable(client.resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    public Optional<Job> job(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get());
    }

    /** Waits until the run is as it should be. */
    public LoadTestRun awaitRun(String name, Predicate<LoadTestRun> asExpected) {
        await("run " + name)
                .atMost(PATIENCE)
                .until(() -> run(name).filter(asExpected).isPresent());
        return run(name).orElseThrow();
    }

    /** Waits for the Job of a run and creates one of its pods, as the Job controller would. */
    public Pod startPod(String run, int index) {
        await("Job " + run).atMost(PATIENCE).until(() -> job(run).isPresent());
        var job = job(run).orElseThrow();
        var template = job.getSpec().getTemplate();
        return client.resource(new PodBuilder()
                        .withMetadata(template.getMetadata())
                        .withSpec(template.getSpec())
                        .editMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(run + "-" + index)
                        .addNewOwnerReference()
                        .withApiVersion(job.getApiVersion())
                        .withKind(job.getKind())
                        .withName(job.getMetadata().getName())
                        .withUid(job.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build())
                .create();
    }

    /** Says of a pod what the kubelet would say. */
    public void changeStatus(Pod pod, UnaryOperator<PodStatusBuilder> change) {
        var changed = change.apply(new PodStatusBuilder(pod.getStatus())).build();
        client.resource(pod.edit().withStatus(changed).build()).update();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
