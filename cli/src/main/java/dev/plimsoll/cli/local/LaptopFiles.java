package dev.plimsoll.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this machine has what stands in a cluster's ConfigMaps and Secrets: in files that the user names, or in
 * ConfigMap and Secret documents beside the LoadTest. Those are written to files for this user only, which go when the
 * command ends.
 */
public final class LaptopFiles {
    private final Map<String, Path> named;
    private final List<Document> objects;
    private final Map<FileRef, Path> written = new HashMap<>();
    private @Nullable Path folder;

    /**
     * Takes what the user names and what stands in the user's files.
     *
     * @param named files by {@code NAME/KEY}, and folders by {@code NAME} in which each key is a file
     * @param objects ConfigMaps and Secrets that the user's files hold
     * @throws BadInput when a file cannot be read
     */
    public static LaptopFiles of(Map<String, Path> named, List<Document> objects) throws BadInput {
        for (var each : named.entrySet()) {
            boolean usable = each.getKey().contains("/")
                    ? Files.isRegularFile(each.getValue()) && Files.isReadable(each.getValue())
                    : Files.isDirectory(each.getValue());
            if (!usable) {
                throw new BadInput("--file: " + each.getValue() + " is no "
                        + (each.getKey().contains("/") ? "file" : "folder")
                        + " that can be read; write --file NAME/KEY=FILE, or --file NAME=FOLDER with a file"
                        + " for each key");
            }
        }
        return new LaptopFiles(named, objects);
    }

    /** None at all. */
    public static LaptopFiles none() {
        return new LaptopFiles(Map.of(), List.of());
    }

    private LaptopFiles(Map<String, Path> named, List<Document> objects) {
        this.named = Map.copyOf(named);
        this.objects = List.copyOf(objects);
    }

    /** The file for a key of a ConfigMap or Secret, if there is one. */
    Optional<Path> find(FileRef ref, String namespace) {
        return Optional.ofNullable(named.get(ref.name() + "/" + ref.key()))
                .or(() -> Optional.ofNullable(named.get(ref.name()))
                        .map(folder -> folder.resolve(ref.key()))
                        .filter(Files::isReadable))
                .or(() -> object(ref, namespace)
                        .flatMap(object -> content(object, ref))
                        .map(content -> write(ref, content)))
                .map(Path::toAbsolutePath);
    }

    /** Why there is no file, and what to do. */
    String absence(FileRef ref, String namespace) {
        var what = ref.kind() + " " + ref.name();
        return object(ref, namespace)
                        .map(object -> "names the " + what + ", which has no readable key " + ref.key() + " in "
                                + object.file() + " (it has " + String.join(", ", keys(object)) + "); add it")
                        .orElseGet(() -> "names the " + what
                                + " of a cluster, which this machine does not have; add it to the files")
                + ", or name a file for it, with --file " + ref.name() + "/" + ref.key() + "=PATH";
    }

    private Optional<Document> object(FileRef ref, String namespace) {
        return objects.stream()
                .filter(object -> object.is(ref.kind().name(), namespace, ref.name()))
                .findFirst();
    }

    private static List<String> keys(Document object) {
        var keys = new ArrayList<String>();
        for (var field : List.of("data", "stringData", "binaryData")) {
            object.content().path(field).fieldNames().forEachRemaining(keys::add);
        }
        return keys;
    }

    private static Optional<byte[]> content(Document object, FileRef ref) {
        var content = object.content();
        return switch (ref.kind()) {
            case ConfigMap ->
                text(content.path("data").path(ref.key()))
                        .or(() -> base64(content.path("binaryData").path(ref.key())));
            case Secret ->
                text(content.path("stringData").path(ref.key()))
                        .or(() -> base64(content.path("data").path(ref.key())));
        };
    }

    private static Optional<byte[]> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static Optional<byte[]> base64(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(Base64.getMimeDecoder().decode(value.textValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Path write(FileRef ref, byte[] content) {
        return written.computeIfAbsent(ref, _ -> {
            try {
                if (folder == null) {
                    folder = Files.createTempDirectory("plimsoll-"); // only its owner may look into it
                    folder.toFile().deleteOnExit();
                }
                var file = Files.write(folder.resolve(written.size() + "-" + ref.key()), content);
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new IllegalStateException("cannot write a temporary file: " + e.getMessage(), e);
            }
        });
    }
}
