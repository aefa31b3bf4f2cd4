package dev.plimsoll.cli.gate;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The way to the API server that this machine, or the pod, was given. */
public final class ClusterAccess {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
    private static final int ANSWER_MILLIS = 10_000;

    private ClusterAccess() {}

    /** Nothing says where the API server is. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String saying;

        Unknown(String message) {
            super(message);
            this.saying = message;
        }

        @Override
        public String getMessage() {
            return saying;
        }
    }

    /** A client of that API server. */
    public static KubernetesClient client() {
        var config = Config.autoConfigure(null);
        if (config.getCurrentContext() == null
                && !Files.exists(SERVICE_ACCOUNT)
                && System.getenv("KUBERNETES_MASTER") == null) {
            throw new Unknown(unknown(System.getenv()));
        }
        return client(config);
    }

    /** What it does not answer is asked again by whoever knows how long to wait, and can tell. */
    public static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(0)
                        .withConnectionTimeout(ANSWER_MILLIS)
                        .withRequestTimeout(ANSWER_MILLIS)
                        .build())
                .build();
    }

    private static String unknown(Map<String, String> environment) {
        var file = Objects.requireNonNullElse(environment.get("KUBECONFIG"), "~/.kube/config");
        return "no cluster is known: " + file
                + " has no current context, and this is no pod with a service account; set"
                + " KUBECONFIG to a kubeconfig that has one";
    }
}
