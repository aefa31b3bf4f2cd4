package dev.plimsoll.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.v1alpha1.DataSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.RequestSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each folder holds {@code in.yaml} and the words it is refused with; {@code -Dplimsoll.update=true} writes those anew.
 */
class DocumentReaderTest {
    private static final Path CASES = Path.of("src/test/resources/dev/plimsoll/cli/document");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong-values",
                "unknown-fields",
                "scenario",
                "wrong-types",
                "many-documents",
                "list",
                "not-yaml",
                "wrong-kinds"
            })
    void shouldSayEverythingThatIsWrongWhenInputCannotBeUsed(String name) throws IOException {
        var folder = CASES.resolve(name);
        var said = refusal(Files.readString(folder.resolve("in.yaml")));
        if (Boolean.getBoolean("plimsoll.update")) {
            Files.writeString(folder.resolve("out.txt"), said);
        }
        assertThat(said).isEqualTo(Files.readString(folder.resolve("out.txt")));
    }

    @Test
    void shouldFillInDefaultsWhenFieldsAreAbsent() throws BadInput, IOException {
        var documents = reader("").read(List.of(CASES.resolve("valid/in.yaml").toString()));

        var spec = documents.loadTests().getFirst().resource().getSpec();
        var load = Objects.requireNonNull(spec.load());
        assertThat(load.model()).isEqualTo(LoadSpec.Model.Open);
        assertThat(load.maxInFlight()).isEqualTo(1000);
        assertThat(spec.runners().count()).isEqualTo(1);
        assertThat(spec.scenarios().getFirst().weight()).isEqualTo(1);
        var request = Objects.requireNonNull(
                spec.scenarios().getFirst().steps().getFirst().request());
        assertThat(request.method()).isEqualTo(RequestSpec.Method.GET);
        assertThat(request.path()).isEqualTo("/");
        assertThat(request.timeout()).isEqualTo("10s");
        assertThat(Objects.requireNonNull(spec.data()).values())
                .singleElement()
                .extracting(DataSpec::order)
                .isEqualTo(DataSpec.Order.Sequential);
        assertThat(documents.loadTests().getFirst().resource().getStatus()).isNull();
    }

    @Test
    void shouldReadFoldersAndNoteWhatIsLeftOut(@TempDir Path folder) throws BadInput, IOException {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("1.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: shop}\n");
        Files.writeString(folder.resolve("more/2.yml"), Files.readString(CASES.resolve("valid/in.yaml")));
        Files.writeString(folder.resolve("README.md"), "not: yaml: at all");

        var documents = reader("").read(List.of(folder.toString()));

        assertThat(documents.loadTests()).extracting(Found::name).containsExactly("checkout");
        assertThat(documents.notes())
                .containsExactly(folder.resolve("1.yaml") + ": left out Service shop: not a kind of Plimsoll");
    }

    @Test
    void shouldSaySoWhenFileDoesNotExist() {
        assertThatThrownBy(() -> reader("").read(List.of("no/such.yaml")))
                .isInstanceOf(BadInput.class)
                .hasMessage("no/such.yaml: there is no such file or folder; check the path");
    }

    @Test
    void shouldNotLoopWhenAliasLeadsIntoItself() {
        assertThat(refusal("kind: &k [*k]\n")).contains("an alias stands inside of what it repeats");
    }

    private static String refusal(String yaml) {
        try {
            reader(yaml).read(List.of("-"));
            return "";
        } catch (BadInput e) {
            return e.getMessage() + "\n";
        }
    }

    private static DocumentReader reader(String stdin) {
        InputStream bytes = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        return new DocumentReader(bytes);
    }
}
