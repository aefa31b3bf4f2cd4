package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.RolloutRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Service for each revision: that of the rollout, narrowed to pods of one pod-template hash. */
public final class RevisionServices {
    private RevisionServices() {}

    /** Name of the Service of the old revision. */
    public static String baseline(String run) {
        return run + "-old";
    }

    /** Name of the Service of the new revision. */
    public static String candidate(String run) {
        return run + "-new";
    }

    /** The label that tells the pods of revisions apart. */
    public static String hashLabel(RolloutRef.Kind kind) {
        return kind == RolloutRef.Kind.Rollout ? "rollouts-pod-template-hash" : "pod-template-hash";
    }

    /** Labels of the pods of one revision behind a Service. */
    public static Map<String, String> selector(Service of, RolloutRef.Kind kind, String hash) {
        var selector = new TreeMap<String, String>();
        if (of.getSpec().getSelector() != null) {
            selector.putAll(of.getSpec().getSelector());
        }
        // a Rollout narrows its own Services so; the other revision's pods have another hash
        selector.put(hashLabel(kind), hash);
        return selector;
    }

    /**
     * The Service of one revision.
     *
     * @param metadata its name, labels and owner
     * @param of the Service in front of all revisions
     */
    public static Service of(ObjectMeta metadata, Service of, RolloutRef.Kind kind, String hash) {
        return new ServiceBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withSelector(selector(of, kind, hash))
                .withPorts(ports(of))
                .endSpec()
                .build();
    }

    /** Without what the API server gave to the original alone. */
    private static List<ServicePort> ports(Service of) {
        return of.getSpec().getPorts().stream()
                .map(port -> new ServicePortBuilder(port).withNodePort(null).build())
                .toList();
    }
}
