package dev.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Installs Plimsoll, or brings what is installed up to this build. */
record Installation(KubernetesClient client, Path manifest) {
    static final String NAMESPACE = "plimsoll-system";
    static final String OPERATOR = "plimsoll-operator";

    private static final int READY_SECONDS = 120;

    void install() {
        var installedBefore = operator() != null;
        for (var item : items()) {
            // Not an update: a Service keeps the address it was given, and servers before 1.25 know no CEL rules,
            // which server-side apply would refuse there.
            client.resource(item).createOr(existing -> existing.patch(PatchContext.of(PatchType.JSON_MERGE)));
            if (item instanceof CustomResourceDefinition definition) {
                client.resource(definition)
                        .waitUntilCondition(Installation::established, READY_SECONDS, TimeUnit.SECONDS);
            }
        }
        if (installedBefore) {
            // The image's name is the same, what is behind it may not be.
            client.apps()
                    .deployments()
                    .inNamespace(NAMESPACE)
                    .withName(OPERATOR)
                    .rolling()
                    .restart();
        }
        awaitOperator();
    }

    /** Waits until the newest operator is ready and older ones are gone. */
    void awaitOperator() {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(NAMESPACE)
                    .withName(OPERATOR)
                    .waitUntilCondition(Installation::rolledOut, READY_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new IllegalStateException(
                    "The operator was not ready within " + READY_SECONDS + " s.\n"
                            + new Diagnosis(client).of(NAMESPACE),
                    e);
        }
    }

    /**
     * Replaces the operator by one that does not hear SIGTERM: nothing but SIGKILL ends it, on every cluster, as when
     * its machine dies. The kernel keeps from the first process of a container the signals that it has no handler for,
     * and with -Xrs a JVM has none. Closing puts the usual operator back.
     */
    DeafOperator deafenOperator() {
        var grace = Objects.requireNonNull(operator())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds();
        changeOperator(1, "{\"name\":\"JDK_JAVA_OPTIONS\",\"value\":\"-Xrs\"}");
        return () -> changeOperator(grace, "{\"name\":\"JDK_JAVA_OPTIONS\",\"$patch\":\"delete\"}");
    }

    /** To be closed when the operator shall hear again. */
    interface DeafOperator extends AutoCloseable {
        @Override
        void close();
    }

    private void changeOperator(long grace, String variable) {
        var pod = "{\"terminationGracePeriodSeconds\":%d,\"containers\":[{\"name\":\"operator\",\"env\":[%s]}]}"
                .formatted(grace, variable);
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(OPERATOR)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"template\":{\"spec\":" + pod + "}}}");
        awaitOperator();
    }

    /**
     * Kills the operator that leads, with no more grace than there has to be.
     *
     * @return the lease that it had
     */
    LeaseSpec killOperator() {
        var lease = lease();
        client.pods()
                .inNamespace(NAMESPACE)
                .withName(lease.getHolderIdentity())
                .withGracePeriod(1)
                .delete();
        return lease;
    }

    /** Who leads, and since when. */
    LeaseSpec lease() {
        return client.leases()
                .inNamespace(NAMESPACE)
                .withName(OPERATOR)
                .require()
                .getSpec();
    }

    private @Nullable Deployment operator() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(OPERATOR)
                .get();
    }

    private Iterable<HasMetadata> items() {
        try (var yaml = Files.newInputStream(manifest)) {
            return client.load(yaml).items();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + manifest + "; hack/render-manifests writes it", e);
        }
    }

    private static boolean established(@Nullable CustomResourceDefinition definition) {
        return Optional.ofNullable(definition).flatMap(found -> Optional.ofNullable(found.getStatus())).stream()
                .flatMap(status -> Stream.ofNullable(status.getConditions()).flatMap(List::stream))
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

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
