package dev.plimsoll.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FileTime BEGUN = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2026-01-03T00:00:00Z"));
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            "engine/pom.xml",
            "engine/src/main/Engine.java",
            "crds/pom.xml",
            "crds/src/main/Crd.java",
            "crds/yaml/crd.yml",
            "runner-image/pom.xml",
            "runner-image/src/main/Runner.java",
            "runner-image/src/test/AotTraining.java",
            "operator/pom.xml",
            "operator/src/main/Operator.java",
            "examples/demo-service/pom.xml",
            "examples/demo-service/src/main/Demo.java",
            "hack/image-base/pom.xml",
            "hack/image-base/RootFileSystem.java");

    @TempDir
    Path root;

    @BeforeEach
    void aBuiltTree() throws IOException {
        for (var source : SOURCES) {
            write(source);
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (var path : tree.toList()) {
                Files.setLastModifiedTime(path, LONG_AGO);
            }
        }
        write("runner-image/target/runner-image.tar");
        write("operator/target/operator-image.tar");
        write("examples/demo-service/target/demo-service-image.tar");
    }

    @Test
    void shouldBeBuiltWhenNothingSaysThatTheyWereBuiltTogether() {
        assertThat(new Images(root).current()).isFalse();
    }

    @Test
    void shouldBeUsedWhenNothingChangedSince() {
        new Images(root).built(BEGUN);

        assertThat(new Images(root).current()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "operator/pom.xml",
                "crds/yaml/crd.yml",
                "runner-image/src/test/AotTraining.java",
                "hack/image-base/RootFileSystem.java",
                "engine/src/main/Engine.java",
                "engine/src/main" // as when a file in it was deleted
            })
    void shouldBeBuiltWhenWhatTheyAreMadeOfChanged(String source) throws IOException {
        new Images(root).built(BEGUN);
        Files.setLastModifiedTime(root.resolve(source), LATER);

        assertThat(new Images(root).current()).isFalse();
    }

    @Test
    void shouldBeBuiltWhenOneIsGone() throws IOException {
        new Images(root).built(BEGUN);
        Files.delete(root.resolve("operator/target/operator-image.tar"));

        assertThat(new Images(root).current()).isFalse();
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), "");
    }
}
