package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@ClusterTest(plimsoll = false)
class DemoServiceE2E {
    @Test
    void shouldAnswerThroughItsServiceWhenDeployed(KubernetesClient client, Checkout checkout) throws IOException {
        try (var yaml = Files.newInputStream(checkout.quickstart().resolve("10-demo-service.yaml"))) {
            client.load(yaml).create();
        }
        client.apps().deployments().withName("demo-service").waitUntilReady(120, TimeUnit.SECONDS);

        assertThat(throughService(client, "/")).contains("Plimsoll's demo service");
        assertThat(throughService(client, "/arrivals")).contains("\"recorded\":1");
    }

    /** By the API server, as the machine of the tests may not reach the cluster's network. */
    private static String throughService(KubernetesClient client, String path) {
        return client.raw(
                "/api/v1/namespaces/" + client.getNamespace() + "/services/http:demo-service:8080/proxy" + path);
    }
}
