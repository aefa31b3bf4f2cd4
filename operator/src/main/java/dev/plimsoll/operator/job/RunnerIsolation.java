package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;

/** Runner pods call others; nobody has a reason to call them. */
public final class RunnerIsolation {
    private RunnerIsolation() {}

    /** The desired NetworkPolicy of a run: no ingress. */
    public static NetworkPolicy of(LoadTestRun run) {
        return new NetworkPolicyBuilder()
                .withMetadata(RunMetadata.of(run, RunNames.networkPolicy(run.getMetadata())))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(RunMetadata.selector(run))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .endSpec()
                .build();
    }
}
