package dev.plimsoll.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The one cluster of a test run, found at its first use and closed at its end. A failure to get it is remembered. */
final class ClusterSession implements AutoCloseable {
    private final Checkout checkout = Checkout.ofThisBuild();
    private final Once<Cluster> cluster = new Once<>(this::open);
    private final Once<Installation> installation = new Once<>(this::install);

    Checkout checkout() {
        return checkout;
    }

    Cluster cluster() {
        return cluster.get();
    }

    Installation installation() {
        return installation.get();
    }

    @Override
    public void close() {
        var opened = cluster.ifDone();
        if (opened != null) {
            opened.close();
        }
    }

    private Cluster open() {
        var images = checkout.images(); // a missing one is told of before a cluster is started
        var found = new ClusterFinder(
                        System.getenv(),
                        () -> DockerClientFactory.instance().isDockerAvailable(),
                        DockerCluster::start,
                        ClusterSession::isDebianRoot,
                        () -> DebianCluster.start(checkout.root()))
                .find();
        System.out.println("cluster tests use " + found.name());
        try {
            found.load(images);
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
        return found;
    }

    private Installation install() {
        var begin = System.nanoTime();
        // Kept open: tests ask the installation to wait for the operator again.
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(cluster().config()).build();
        var made = new Installation(client, checkout.installManifest());
        made.install();
        System.out.printf("Plimsoll is installed, after %.1f s%n", (System.nanoTime() - begin) / 1e9);
        return made;
    }

    private static boolean isDebianRoot() {
        var release = Path.of("/etc/os-release");
        try {
            return Files.isReadable(release)
                    && Files.readAllLines(release).contains("ID=debian")
                    && Files.getOwner(Path.of("/proc/self")).getName().equals("root");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not tell which system this is", e);
        }
    }

    /** Computes once; a failure is thrown again at each later call, so that one cause costs its time once. */
    private static final class Once<T> {
        private final Supplier<T> supplier;
        private @Nullable T value;
        private @Nullable RuntimeException failure;

        Once(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        synchronized T get() {
            if (failure != null) {
                throw new IllegalStateException("failed before: " + failure.getMessage(), failure);
            }
            var known = value;
            if (known != null) {
                return known;
            }
            try {
                var made = supplier.get();
                value = made;
                return made;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        synchronized @Nullable T ifDone() {
            return value;
        }
    }
}
