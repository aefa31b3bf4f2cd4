package dev.plimsoll.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @ValueSource(strings = {"loadtests", "loadtestruns", "performancebudgets"})
    void shouldDescribeEveryField(String plural) throws IOException {
        var yaml = Files.readString(COMMITTED.resolve(plural + "." + Api.GROUP + "-v1.yml"));
        var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        var schema = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();

        assertThat(fields(plural, schema).toList())
                .hasSizeGreaterThan(20)
                .allSatisfy(field -> assertThat(field.getValue().getDescription())
                        .as(field.getKey())
                        .isNotBlank());
    }

    /** Every field of a schema, at any depth, by its path. */
    private static Stream<Map.Entry<String, JSONSchemaProps>> fields(String path, JSONSchemaProps schema) {
        var here = Stream.ofNullable(schema.getProperties())
                .flatMap(properties -> properties.entrySet().stream())
                .map(property -> Map.entry(path + "." + property.getKey(), property.getValue()))
                .flatMap(field -> Stream.concat(Stream.of(field), fields(field.getKey(), field.getValue())));
        var inItems = Stream.ofNullable(schema.getItems()).flatMap(items -> fields(path + "[]", items.getSchema()));
        var inValues = Stream.ofNullable(schema.getAdditionalProperties())
                .flatMap(values -> Stream.ofNullable(values.getSchema()))
                .flatMap(values -> fields(path + "{}", values));
        return Stream.of(here, inItems, inValues).flatMap(fields -> fields);
    }
}
