package dev.plimsoll.e2e;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** k3s in a Docker container. */
final class DockerCluster implements Cluster {
    private static final String IMAGE = "rancher/k3s:v1.33.5-k3s1";

    private final K3sContainer container;

    private DockerCluster(K3sContainer container) {
        this.container = container;
    }

    static DockerCluster start() {
        var container = new K3sContainer(DockerImageName.parse(IMAGE));
        container.start();
        return new DockerCluster(container);
    }

    @Override
    public String name() {
        return "Testcontainers k3s in Docker (" + IMAGE + ")";
    }

    @Override
    public Config config() {
        return Config.fromKubeconfig(container.getKubeConfigYaml());
    }

    @Override
    public void load(List<Path> images) {
        for (var image : images) {
            var inside = "/tmp/" + image.getFileName();
            container.copyFileToContainer(MountableFile.forHostPath(image), inside);
            try {
                var result = container.execInContainer("ctr", "-n", "k8s.io", "images", "import", inside);
                if (result.getExitCode() != 0) {
                    throw new IllegalStateException("k3s refused " + image + ": " + result.getStderr());
                }
            } catch (IOException e) {
                throw new IllegalStateException("Could not load " + image + " into k3s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while loading " + image, e);
            }
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
