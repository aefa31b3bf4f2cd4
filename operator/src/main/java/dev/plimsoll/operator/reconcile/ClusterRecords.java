package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.operator.gate.GateRecords;
import dev.plimsoll.operator.job.RunNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers of gates ask of the API server, on threads of their own. */
public final class ClusterRecords implements GateRecords {
    private final KubernetesClient client;

    public ClusterRecords(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<LoadTest> loadTest(String namespace, String name) {
        return Optional.ofNullable(client.resources(LoadTest.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public List<LoadTest> loadTests(String namespace) {
        return client.resources(LoadTest.class).inNamespace(namespace).list().getItems();
    }

    @Override
    public List<LoadTestRun> runs(LoadTest test) {
        var metadata = test.getMetadata();
        return client
                .resources(LoadTestRun.class)
                .inNamespace(metadata.getNamespace())
                .withLabel(Api.LOAD_TEST_LABEL, RunNames.label(metadata.getName()))
                .list()
                .getItems()
                .stream()
                .filter(run -> FrozenRun.isOf(test, run))
                .toList();
    }

    @Override
    public Optional<LoadTestRun> create(LoadTestRun run) {
        try {
            return Optional.of(client.resource(run).create());
        } catch (KubernetesClientException e) {
            if (Cluster.isConflict(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void annotate(LoadTestRun run, String annotation, String value) {
        var change = Map.of("metadata", Map.of("annotations", Map.of(annotation, value)));
        var _ = client.resource(run).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(change));
    }
}
