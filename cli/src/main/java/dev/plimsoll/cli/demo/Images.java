package dev.plimsoll.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** The container images that Maven makes of a source tree. */
record Images(Path root) {
    /** What they are made of; folders count too, for a file less is a change. */
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            "hack/image-base/pom.xml",
            "hack/image-base/RootFileSystem.java",
            "engine/pom.xml",
            "engine/src/main",
            "crds/pom.xml",
            "crds/src/main",
            "crds/yaml",
            "runner-image/pom.xml",
            "runner-image/src/main",
            "runner-image/src/test", // trains the cache of the image
            "operator/pom.xml",
            "operator/src/main",
            "examples/demo-service/pom.xml",
            "examples/demo-service/src/main");

    List<Path> tars() {
        return List.of(
                root.resolve("runner-image/target/runner-image.tar"),
                root.resolve("operator/target/operator-image.tar"),
                root.resolve("examples/demo-service/target/demo-service-image.tar"));
    }

    /** Whether all are there, made together, of the sources as they are. */
    boolean current() {
        return Files.exists(stamp())
                && tars().stream().allMatch(Files::exists)
                && SOURCES.stream()
                        .flatMap(source -> below(root.resolve(source)))
                        .noneMatch(file -> changed(file).compareTo(changed(stamp())) > 0);
    }

    /** Notes that they were made; what changed since they were begun is not in them. */
    void built(FileTime begun) {
        try {
            if (!Files.exists(stamp())) {
                Files.createFile(stamp());
            }
            Files.setLastModifiedTime(stamp(), begun);
        } catch (IOException e) {
            throw new StepFailed("cannot write " + stamp() + ": " + e.getMessage());
        }
    }

    private Path stamp() {
        return root.resolve("runner-image/target/.images-built");
    }

    private static Stream<Path> below(Path source) {
        try (var tree = Files.walk(source)) {
            return tree.toList().stream();
        } catch (IOException e) {
            throw new StepFailed("cannot read " + source + ": " + e.getMessage());
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new StepFailed("cannot read " + file + ": " + e.getMessage());
        }
    }
}
