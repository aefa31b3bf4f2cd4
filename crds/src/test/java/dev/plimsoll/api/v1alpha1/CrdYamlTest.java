package dev.plimsoll.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed CRD YAML is what the types say. Run with {@code -Dplimsoll.update=true} to write it anew. */
class CrdYamlTest {
    private static final Path COMMITTED = Path.of("yaml");

    @TempDir
    Path generated;

    @ParameterizedTest
    @ValueSource(strings = {"loadtests", "loadtestruns", "performancebudgets"})
    void shouldEqualCommittedYamlWhenGeneratedFromTypes(String plural) throws IOException {
        CrdYaml.generate(generated);
        var name = plural + "." + Api.GROUP + "-v1.yml";
        var fresh = Files.readString(generated.resolve(name));
        if (Boolean.getBoolean("plimsoll.update")) {
            Files.createDirectories(COMMITTED);
            Files.writeString(COMMITTED.resolve(name), fresh);
        }
        assertThat(Files.readString(COMMITTED.resolve(name)))
                .as("crds/yaml/%s; `hack/update-golden` writes it anew", name)
                .isEqualTo(fresh);
    }
}
