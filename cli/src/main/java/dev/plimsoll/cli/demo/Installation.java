package dev.plimsoll.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts things into a cluster and waits until they are there to be used. */
final class Installation {
    private static final String SYSTEM = "plimsoll-system";
    private static final String OPERATOR = "plimsoll-operator";
    private static final int READY_SECONDS = 180;

    private final KubernetesClient client;

    Installation(KubernetesClient client) {
        this.client = client;
    }

    /** Installs Plimsoll, or brings what is installed up to this build. */
    void install(Path manifest) {
        boolean wasThere = deployment(SYSTEM, OPERATOR) != null;
        for (var item : items(manifest)) {
            apply(item);
            if (item instanceof CustomResourceDefinition definition) {
                client.resource(definition)
                        .waitUntilCondition(Installation::established, READY_SECONDS, TimeUnit.SECONDS);
            }
        }
        if (wasThere) { // under the same name there may be a newer image
            client.apps()
                    .deployments()
                    .inNamespace(SYSTEM)
                    .withName(OPERATOR)
                    .rolling()
                    .restart();
        }
        awaitDeployment(SYSTEM, OPERATOR);
    }

    void createNamespace(String name) {
        apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build());
        // pods are refused before it is there
        client.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, READY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Creates it, or changes what is there. A merge, since servers before 1.25 refuse a server-side apply of CEL rules.
     */
    void apply(HasMetadata item) {
        client.resource(item).createOr(existing -> existing.patch(PatchContext.of(PatchType.JSON_MERGE)));
    }

    List<HasMetadata> items(Path manifest) {
        try (var yaml = Files.newInputStream(manifest)) {
            return client.load(yaml).items();
        } catch (IOException e) {
            throw new StepFailed("cannot read " + manifest + ": " + e.getMessage());
        }
    }

    void awaitDeployment(String namespace, String name) {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(name)
                    .waitUntilCondition(Installation::rolledOut, READY_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException _) {
            throw new StepFailed(
                    "%s was not ready within %d s; see `hack/cluster kubectl -n %s describe pods` and `hack/cluster kubectl -n %s logs deployment/%s`"
                            .formatted(name, READY_SECONDS, namespace, namespace, name));
        }
    }

    private @Nullable Deployment deployment(String namespace, String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    private static boolean established(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && Stream.ofNullable(definition.getStatus())
                        .flatMap(status ->
                                Stream.ofNullable(status.getConditions()).flatMap(List::stream))
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    /** The newest pods are ready and older ones are gone. */
    private static boolean rolledOut(@Nullable Deployment deployment) {
        if (deployment == null || deployment.getStatus() == null) {
            return false;
        }
        var wanted = deployment.getSpec().getReplicas();
        var status = deployment.getStatus();
        return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && wanted.equals(status.getUpdatedReplicas())
                && wanted.equals(status.getReadyReplicas())
                && wanted.equals(status.getReplicas());
    }
}
