package dev.plimsoll.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes statuses by server-side apply, and puts them into the informer's cache at once: the next reconcile never sees
 * less than this one wrote. A status made from something older than the API server has is refused with a conflict.
 */
final class StatusWriter {
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    private final Cluster cluster;

    StatusWriter(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes the status.
     *
     * @param from what the status was made from
     * @param withStatus an empty resource with the status; gets the name of {@code from}
     * @return the resource as it is now
     */
    <P extends HasMetadata> P write(P from, P withStatus, Context<P> context) {
        withStatus.setMetadata(new ObjectMetaBuilder()
                .withNamespace(from.getMetadata().getNamespace())
                .withName(from.getMetadata().getName())
                .withUid(from.getMetadata().getUid())
                .withResourceVersion(from.getMetadata().getResourceVersion())
                .build());
        var written = cluster.applyStatus(withStatus);
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(from), written, from);
        return written;
    }

    /** Looks again shortly when somebody was faster. */
    static <P extends HasMetadata> UpdateControl<P> againWhenOutdated(Supplier<UpdateControl<P>> reconciliation) {
        try {
            return reconciliation.get();
        } catch (KubernetesClientException e) {
            if (Cluster.isConflict(e)) {
                return UpdateControl.<P>noUpdate().rescheduleAfter(CATCH_UP);
            }
            throw e;
        }
    }
}
