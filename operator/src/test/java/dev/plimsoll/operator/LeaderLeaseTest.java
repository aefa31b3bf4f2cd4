package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class LeaderLeaseTest {
    @SuppressWarnings("NullAway.Init") // the extension sets it
    KubernetesClient client;

    private String holderAfter(String holder) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("system")
                        .withName(LeaderLease.NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(holder)
                        .withLeaseDurationSeconds(10)
                        .endSpec()
                        .build())
                .create();
        new LeaderLease(client, "system", "operator-0").giveBack();
        return client.leases()
                .inNamespace("system")
                .withName(LeaderLease.NAME)
                .require()
                .getSpec()
                .getHolderIdentity();
    }

    @Test
    void shouldGiveBackWhatItHolds() {
        assertThat(holderAfter("operator-0")).isEmpty();
    }

    @Test
    void shouldLeaveTheLeaseToAnotherInstance() {
        assertThat(holderAfter("operator-1")).isEqualTo("operator-1");
    }

    @Test
    void shouldDoNothingWhenThereIsNoLease() {
        new LeaderLease(client, "system", "operator-0").giveBack();
        assertThat(client.leases().inNamespace("system").list().getItems()).isEmpty();
    }
}
