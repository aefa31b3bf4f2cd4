package dev.plimsoll.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A folder of golden files: for each {@code in-NAME.yaml} an {@code out-NAME.yaml} with what the code makes of it. Run
 * with {@code -Dplimsoll.update=true} to write the latter anew, then look at the difference.
 */
public record Golden(Path folder) {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** A folder of test resources. */
    public static Golden folder(String name) {
        return new Golden(Path.of("src", "test", "resources", name));
    }

    /** The names of all pairs in the folder. */
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("in-"))
                    .map(file -> file.substring("in-".length(), file.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    /** What goes in. */
    public String in(String name) throws IOException {
        return Files.readString(folder.resolve("in-" + name + ".yaml"));
    }

    /** These objects must come out. */
    public void assertOut(String name, List<?> objects) throws IOException {
        var actual = objects.stream()
                .map(YAML::asYaml)
                .map(document -> document.startsWith("---") ? document : "---\n" + document)
                .collect(Collectors.joining());
        var file = folder.resolve("out-" + name + ".yaml");
        if (Boolean.getBoolean("plimsoll.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as("%s; hack/update-golden writes it anew", file).isEqualTo(Files.readString(file));
    }
}
