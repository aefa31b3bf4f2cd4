package dev.plimsoll.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;

/** The source tree that Plimsoll runs from: what it builds, and the scripts it has. */
final class Checkout {
    private final Path root;
    private final Images images;
    private final PrintStream err;
    private final Clock clock;

    Checkout(Path root, PrintStream err, Clock clock) {
        this.root = root;
        this.images = new Images(root);
        this.clock = clock;
        this.err = err;
    }

    Path quickstart() {
        return root.resolve("examples/quickstart");
    }

    Path installManifest() {
        return root.resolve("manifests/install.yaml");
    }

    /** Starts the cluster, or does nothing when it runs; returns where its kubeconfig is. */
    Path clusterUp() throws InterruptedException {
        call("hack/cluster", "up");
        return Path.of(call("hack/cluster", "kubeconfig").strip());
    }

    void loadImages() throws InterruptedException {
        call(Stream.concat(
                        Stream.of("hack/cluster", "load-image"),
                        images.tars().stream().map(Path::toString))
                .toArray(String[]::new));
    }

    /** Builds the images, unless those that are there are of this tree as it is. */
    void buildImages() throws InterruptedException {
        if (images.current()) {
            return;
        }
        var begun = FileTime.from(clock.instant());
        err.println("Building the images, a minute or two ...");
        call(
                "mvn",
                "-B",
                "-q",
                "-DskipTests", // compiled, for one of them makes the cache of the runner's image
                "package",
                "-pl",
                "runner-image,operator,examples/demo-service",
                "-am");
        images.built(begun);
    }

    /** Runs a command in the tree; what it says on standard error is for the user, what on standard output for us. */
    private String call(String... words) throws InterruptedException {
        try {
            var command = Stream.of(words).toList();
            var builder =
                    new ProcessBuilder(command).directory(root.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("JAVA25_HOME", System.getProperty("java.home")); // where Maven looks for it
            var process = builder.start();
            process.getOutputStream().close();
            String output;
            try (var reader = process.inputReader()) {
                output = Objects.requireNonNull(reader.readAllAsString());
            }
            if (process.waitFor() != 0) {
                throw new StepFailed(
                        "`" + String.join(" ", command) + "` ended with code " + process.exitValue() + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new StepFailed("`" + words[0] + "` cannot be started: " + e.getMessage());
        }
    }
}
