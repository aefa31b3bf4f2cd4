package dev.plimsoll.e2e;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The cluster of a kubeconfig named by {@value #KUBECONFIG}. It is not ours: it keeps what tests install. */
record GivenCluster(Path kubeconfig, boolean imagesLoaded) implements Cluster {
    static final String KUBECONFIG = "PLIMSOLL_E2E_KUBECONFIG";
    static final String IMAGES_LOADED = "PLIMSOLL_E2E_IMAGES_LOADED";

    static GivenCluster of(String kubeconfig, Map<String, String> environment) {
        var path = Path.of(kubeconfig);
        if (!Files.isReadable(path)) {
            throw new IllegalStateException(KUBECONFIG + " names " + path + ", and that cannot be read");
        }
        return new GivenCluster(path, Boolean.parseBoolean(environment.get(IMAGES_LOADED)));
    }

    @Override
    public String name() {
        return "the cluster of " + kubeconfig + " (" + KUBECONFIG + ")";
    }

    @Override
    public Config config() {
        return Config.fromKubeconfig(kubeconfig.toFile());
    }

    @Override
    public void load(List<Path> images) {
        if (!imagesLoaded) {
            throw new IllegalStateException("Nothing is known of how to bring images into " + name() + ". Load "
                    + images + " into its nodes and set " + IMAGES_LOADED + "=true");
        }
    }

    @Override
    public void close() {
        // it was there before and stays
    }
}
