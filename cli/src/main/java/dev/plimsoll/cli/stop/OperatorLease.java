package dev.plimsoll.cli.stop;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Whether an operator is there to tell runners anything. */
public final class OperatorLease {
    private static final String NAME = "plimsoll-operator";
    /** It is renewed every few seconds, and runs out after ten. */
    private static final Duration STALE = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;

    public OperatorLease(KubernetesClient client, String namespace, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Why the operator seems to be down; empty when it is up, or nobody can say. */
    public Optional<String> trouble() {
        try {
            var lease = client.leases().inNamespace(namespace).withName(NAME).get();
            if (lease == null || lease.getSpec() == null) {
                return Optional.empty(); // a single instance may need none
            }
            var holder = lease.getSpec().getHolderIdentity();
            if (holder == null || holder.isEmpty()) {
                return Optional.of("no operator leads in namespace " + namespace);
            }
            var renewed = lease.getSpec().getRenewTime();
            return Optional.ofNullable(renewed)
                    .map(time -> Duration.between(time.toInstant(), clock.instant()))
                    .filter(age -> age.compareTo(STALE) > 0)
                    .map(age -> "the operator in namespace " + namespace + " has not been heard of for "
                            + age.toSeconds() + " s");
        } catch (KubernetesClientException e) {
            return Optional.empty(); // this account may not look
        }
    }
}
