package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.status.EventFactory;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reconcilers ask of the API server beside what informers tell them. */
final class Cluster {
    static final String FIELD_MANAGER = "plimsoll-operator";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();

    private static final ResourceDefinitionContext CANARY = new ResourceDefinitionContext.Builder()
            .withGroup("flagger.app")
            .withVersion("v1beta1")
            .withKind("Canary")
            .withPlural("canaries")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final EventFactory events;

    Cluster(KubernetesClient client, EventFactory events) {
        this.client = client;
        this.events = events;
    }

    /** As the API server has it now, not as an informer saw it. */
    Optional<LoadTest> loadTest(String namespace, String name) {
        return Optional.ofNullable(client.resources(LoadTest.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** As the API server has it now, not as an informer saw it. */
    Optional<PerformanceBudget> budget(String namespace, String name) {
        return Optional.ofNullable(client.resources(PerformanceBudget.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** All of a namespace, as the API server has them now. */
    List<PerformanceBudget> budgets(String namespace) {
        return client.resources(PerformanceBudget.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** As the API server has it now, not as an informer saw it. */
    Optional<LoadTestRun> run(String namespace, String name) {
        return Optional.ofNullable(client.resources(LoadTestRun.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /**
     * Whether a ConfigMap is there and belongs to the run, not to one of the same name that was deleted a moment ago.
     */
    boolean ownsConfigMap(LoadTestRun run, String name) {
        var there = client.configMaps()
                .inNamespace(run.getMetadata().getNamespace())
                .withName(name)
                .get();
        return there != null && there.hasOwnerReferenceFor(run);
    }

    /** Where the pods behind Services run. */
    ServiceNodes serviceNodes() {
        return new ServiceNodes(client);
    }

    /** Type of a node, as its provider labels it; empty when it has none, is gone, or the operator may not look. */
    Optional<String> nodeType(String name) {
        try {
            return Optional.ofNullable(client.nodes().withName(name).get())
                    .map(node -> node.getMetadata().getLabels())
                    .map(labels -> labels.get("node.kubernetes.io/instance-type"));
        } catch (KubernetesClientException e) {
            LOG.debug("type of node {} not known: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    /** A Canary of Flagger, to tell of it there; empty when it is gone, or the operator may not look. */
    Optional<HasMetadata> canary(String namespace, String name) {
        try {
            return Optional.ofNullable(client.genericKubernetesResources(CANARY)
                    .inNamespace(namespace)
                    .withName(name)
                    .get());
        } catch (KubernetesClientException e) {
            LOG.debug("Canary {}/{} not seen: {}", namespace, name, e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Service> service(String namespace, String name) {
        return Optional.ofNullable(
                client.services().inNamespace(namespace).withName(name).get());
    }

    /** Deletes a Service of the run; of another of the same name it knows nothing. */
    void deleteService(LoadTestRun run, String name) {
        service(run.getMetadata().getNamespace(), name)
                .filter(there -> there.hasOwnerReferenceFor(run))
                .ifPresent(there -> client.resource(there).delete());
    }

    List<Pod> pods(String namespace, Map<String, String> labels) {
        return client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
    }

    boolean podExists(String namespace, String name) {
        return client.pods().inNamespace(namespace).withName(name).get() != null;
    }

    /**
     * Adds the fields that the object names to what is there; never creates. An empty string stays one, unlike in
     * apply.
     */
    <T extends HasMetadata> T merge(T changes) {
        return client.resource(changes).patch(PatchContext.of(PatchType.JSON_MERGE));
    }

    /** Sets one annotation. */
    void annotate(HasMetadata resource, String annotation, String value) {
        var change = Map.of("metadata", Map.of("annotations", Map.of(annotation, value)));
        var _ = client.resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(change));
    }

    /** Server-side apply of the status alone. */
    <T extends HasMetadata> T applyStatus(T withStatus) {
        return client.resource(withStatus).subresource("status").patch(APPLY);
    }

    /** Whether somebody was faster: what the operator looked at is older than what the API server has. */
    static boolean isConflict(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Creates it; empty when one of this name is there already. */
    <T extends HasMetadata> Optional<T> create(T desired) {
        try {
            return Optional.of(client.resource(desired).create());
        } catch (KubernetesClientException e) {
            if (isConflict(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Deletes a Job and its pods, or a run and all that belongs to it. */
    void delete(HasMetadata owner) {
        client.resource(owner)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** Tells of something, best effort: a run does not fail because an event could not be written. */
    void tell(HasMetadata about, EventFactory.Kind kind, String reason, String message) {
        var event = events.of(about, kind, reason, message);
        try {
            create(event);
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "event {} of {}/{} not written: {}",
                    reason,
                    event.getMetadata().getNamespace(),
                    about.getMetadata().getName(),
                    e.getMessage());
        }
    }
}
