package dev.plimsoll.e2e;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.List;

/** A Kubernetes that tests may use. Closing gives back what finding it took. */
interface Cluster extends AutoCloseable {
    /** What a person reads to know which cluster it is. */
    String name();

    Config config();

    /** Makes pods able to use these images, given as tar files. */
    void load(List<Path> images);

    @Override
    void close();
}
