package dev.plimsoll.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The source tree that Plimsoll runs from: what it builds, and the scripts it has. */
final class Checkout {
    private static final List<String> MODULES =
            List.of("engine", "crds", "runner-image", "operator", "examples/demo-service");

    private final Path root;
    private final PrintStream err;

    Checkout(Path root, PrintStream err) {
        this.root = root;
        this.err = err;
    }

    Path quickstart() {
        return root.resolve("examples/quickstart");
    }

    Path installManifest() {
        return root.resolve("manifests/install.yaml");
    }

    List<Path> images() {
        return List.of(
                root.resolve("runner-image/target/runner-image.tar"),
                root.resolve("operator/target/operator-image.tar"),
                root.resolve("examples/demo-service/target/demo-service-image.tar"));
    }

    /** Starts the cluster, or does nothing when it runs; returns where its kubeconfig is. */
    Path clusterUp() throws InterruptedException {
        call("hack/cluster", "up");
        return Path.of(call("hack/cluster", "kubeconfig").strip());
    }

    void load(List<Path> images) throws InterruptedException {
        call(Stream.concat(
                        Stream.of("hack/cluster", "load-image"), images.stream().map(Path::toString))
                .toArray(String[]::new));
    }

    /** Builds the images when one is missing or older than what it is made of. */
    void buildImages() throws InterruptedException {
        if (images().stream().allMatch(Files::exists) && oldestImage().compareTo(newestSource()) >= 0) {
            return;
        }
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
    }

    private FileTime oldestImage() {
        return images().stream().map(Checkout::changed).min(FileTime::compareTo).orElseThrow();
    }

    private FileTime newestSource() {
        return MODULES.stream()
                .map(module -> root.resolve(module).resolve("src/main"))
                .flatMap(Checkout::files)
                .map(Checkout::changed)
                .max(FileTime::compareTo)
                .orElseThrow();
    }

    private static Stream<Path> files(Path folder) {
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new StepFailed("cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new StepFailed("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Runs a command in the tree; what it says on standard error is for the user, what on standard output for us. */
    private String call(String... words) throws InterruptedException {
        try {
            var command = Stream.of(words).toList();
            var process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
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
