package dev.plimsoll.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of the instance that leads. The framework takes and renews it, and leaves it to run out; an instance that
 * is told to end gives it back, so that the next one need not wait.
 */
record LeaderLease(KubernetesClient client, String namespace, String instance) {
    static final String NAME = "plimsoll-operator";

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

    /** Gives the lease back if this instance has it. Best effort: without it the lease runs out by itself. */
    void giveBack() {
        try {
            var lease = client.leases().inNamespace(namespace).withName(NAME);
            if (isOurs(lease.get())) {
                lease.edit(held -> isOurs(held)
                        ? held.edit()
                                .editSpec()
                                .withHolderIdentity("")
                                .endSpec()
                                .build()
                        : held);
            }
        } catch (KubernetesClientException e) {
            LOG.warn("the lease was not given back; the next instance waits until it has run out: {}", e.getMessage());
        }
    }

    private boolean isOurs(Lease lease) {
        return lease != null && Objects.equals(lease.getSpec().getHolderIdentity(), instance);
    }
}
