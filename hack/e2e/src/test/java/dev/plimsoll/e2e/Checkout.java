package dev.plimsoll.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where this build's files are. */
record Checkout(Path root, String version) {
    static Checkout ofThisBuild() {
        return new Checkout(
                Path.of(System.getProperty("plimsoll.root", "../.."))
                        .toAbsolutePath()
                        .normalize(),
                System.getProperty("plimsoll.version", "0.1.0-SNAPSHOT"));
    }

    Path installManifest() {
        return root.resolve("manifests/install.yaml");
    }

    Path quickstart() {
        return root.resolve("examples/quickstart");
    }

    List<Path> images() {
        var images = List.of(
                root.resolve("runner-image/target/runner-image.tar"),
                root.resolve("operator/target/operator-image.tar"),
                root.resolve("cli/target/cli-image.tar"),
                root.resolve("examples/demo-service/target/demo-service-image.tar"));
        for (var image : images) {
            if (!Files.isReadable(image)) {
                throw new IllegalStateException(image + " is missing; `mvn package` builds the images");
            }
        }
        return images;
    }
}
