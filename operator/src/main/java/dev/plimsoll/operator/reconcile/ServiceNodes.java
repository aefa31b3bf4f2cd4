package dev.plimsoll.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On which nodes the pods behind a Service run. */
final class ServiceNodes {
    private final KubernetesClient client;

    ServiceNodes(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Names of the nodes of its ready pods, by its EndpointSlices; by its Endpoints from a server that is older than
     * those (Kubernetes 1.20).
     *
     * @throws KubernetesClientException when the operator may not know
     */
    Set<String> of(String namespace, String service) {
        try {
            return bySlices(namespace, service);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return byEndpoints(namespace, service);
            }
            throw e;
        }
    }

    private Set<String> bySlices(String namespace, String service) {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", service)
                .list()
                .getItems()
                .stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(endpoint -> endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()))
                .flatMap(endpoint -> Stream.ofNullable(endpoint.getNodeName()))
                .collect(Collectors.toSet());
    }

    private Set<String> byEndpoints(String namespace, String service) {
        return Stream.ofNullable(client.endpoints()
                        .inNamespace(namespace)
                        .withName(service)
                        .get())
                .flatMap(endpoints -> endpoints.getSubsets().stream())
                .flatMap(subset -> subset.getAddresses().stream())
                .flatMap(address -> Stream.ofNullable(address.getNodeName()))
                .collect(Collectors.toSet());
    }
}
