package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.operator.status.Whereabouts;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the pods of the two sides of a comparison run, as far as the cluster tells. */
final class Sides {
    /** Host names that the cluster's DNS has for a Service: {@code checkout.shop.svc.cluster.local}. */
    private static final Pattern SERVICE_HOST = Pattern.compile("([^.]+)\\.([^.]+)\\.svc(\\..*)?");

    private final ServiceNodes nodes;

    Sides(Cluster cluster) {
        nodes = cluster.serviceNodes();
    }

    /** A Service that a side is. */
    record Service(String namespace, String name) {}

    /** Looks now; null for a spec that compares nothing. Never fails: what cannot be seen is unknown. */
    @Nullable
    Whereabouts look(LoadTestSpec spec, String namespace) {
        var comparison = spec.comparison();
        if (comparison == null) {
            return null;
        }
        var baseline = service(comparison.baseline(), namespace);
        var candidate = service(comparison.candidate(), namespace);
        if (baseline.isEmpty() || candidate.isEmpty()) {
            return Whereabouts.unknown(
                    "the " + (baseline.isEmpty() ? "baseline" : "candidate") + " is no Service of this cluster");
        }
        try {
            return Whereabouts.of(
                    nodes.of(baseline.get().namespace(), baseline.get().name()),
                    nodes.of(candidate.get().namespace(), candidate.get().name()));
        } catch (KubernetesClientException e) {
            return Whereabouts.unknown(
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "the operator may not list endpointslices, see rbac.yaml"
                            : "the API server did not list endpointslices (" + e.getCode() + ")");
        }
    }

    static Optional<Service> service(TargetSpec target, String namespace) {
        if (target.service() != null) {
            var service = target.service();
            return Optional.of(
                    new Service(service.namespace() == null ? namespace : service.namespace(), service.name()));
        }
        return Optional.ofNullable(target.url())
                .flatMap(url -> Optional.ofNullable(URI.create(url).getHost()))
                .map(SERVICE_HOST::matcher)
                .filter(host -> host.matches())
                .map(host -> new Service(host.group(2), host.group(1)));
    }
}
