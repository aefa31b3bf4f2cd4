package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

@ClusterTest
class InstallE2E {
    @Test
    void shouldBeReadyWithNeitherRestartsNorRootWhenInstalled(KubernetesClient client, Installation installation) {
        installation.awaitOperator();

        var pods = client.pods()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("app.kubernetes.io/name", Installation.OPERATOR)
                .list()
                .getItems();
        assertThat(pods).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.getStatus().getContainerStatuses().getFirst().getRestartCount())
                    .isZero();
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        });
    }
}
