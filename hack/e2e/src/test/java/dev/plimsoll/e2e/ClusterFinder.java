package dev.plimsoll.e2e;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Which cluster the tests use: the one somebody named, else Docker's, else this machine's own.
 *
 * @param environment the process's
 * @param dockerAnswers asked only when no kubeconfig is named, as it may take seconds
 */
record ClusterFinder(
        Map<String, String> environment,
        Supplier<Boolean> dockerAnswers,
        Supplier<Cluster> docker,
        Supplier<Boolean> debianRoot,
        Supplier<Cluster> debian) {

    Cluster find() {
        var kubeconfig = environment.get(GivenCluster.KUBECONFIG);
        if (kubeconfig != null && !kubeconfig.isBlank()) {
            return GivenCluster.of(kubeconfig, environment);
        }
        if (dockerAnswers.get()) {
            return docker.get();
        }
        if (debianRoot.get()) {
            return debian.get();
        }
        throw new IllegalStateException(
                "These tests need a cluster and none was found. Name one by a kubeconfig in " + GivenCluster.KUBECONFIG
                        + ", or start Docker (Testcontainers k3s is used then), or run them as root on Debian 12"
                        + " (hack/cluster is used then). To go without them: -DexcludedGroups=cluster");
    }
}
