package dev.plimsoll.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One YAML document.
 *
 * @param file as the user named it; {@code (stdin)} for standard input
 * @param number from 1, of the documents in the file
 * @param content its fields
 * @param lines line of each field by its path: {@code spec.load.stages[0].to → 14}; the empty path is the document's
 *     begin
 */
public record Document(String file, int number, ObjectNode content, Map<String, Integer> lines) {

    String apiVersion() {
        return text(content.path("apiVersion"));
    }

    String kind() {
        return text(content.path("kind"));
    }

    String name() {
        return text(content.path("metadata").path("name"));
    }

    /** Whether it holds what others name by {@code configMapRef} and {@code secretRef}. */
    boolean isConfigMapOrSecret() {
        return apiVersion().equals("v1") && (kind().equals("ConfigMap") || kind().equals("Secret"));
    }

    /** Whether it is the object of this kind, namespace and name. */
    public boolean is(String kind, String namespace, String name) {
        return kind().equals(kind) && namespace().equals(namespace) && name().equals(name);
    }

    /** Where a cluster would put it; like kubectl, {@code default} when it does not say. */
    public String namespace() {
        var written = text(content.path("metadata").path("namespace"));
        return written.isEmpty() ? "default" : written;
    }

    /** The resources in it: itself, or those of the {@code v1 List} as which kubectl writes more than one. */
    List<Document> resources(List<Problem> problems) {
        if (!kind().equals("List") || !apiVersion().equals("v1")) {
            return List.of(this);
        }
        var resources = new ArrayList<Document>();
        var items = content.path("items");
        for (int i = 0; i < items.size(); i++) {
            var path = "items[" + i + "]";
            if (items.get(i) instanceof ObjectNode item) {
                resources.add(new Document(file, number, item, linesBelow(path)));
            } else {
                problems.add(untitledProblem(path, "this is no resource: it has no fields"));
            }
        }
        return resources;
    }

    private Map<String, Integer> linesBelow(String path) {
        var below = new HashMap<String, Integer>();
        lines.forEach((field, line) -> {
            if (field.equals(path)) {
                below.put("", line);
            } else if (field.startsWith(path + ".")) {
                below.put(field.substring(path.length() + 1), line);
            }
        });
        return below;
    }

    /** How messages call it: {@code LoadTest checkout}, or {@code LoadTest (document 2)} when it has no name. */
    public String title() {
        return kind() + " " + (name().isEmpty() ? "(document " + number + ")" : name());
    }

    /** Something wrong with a field of it. */
    public Problem problem(String path, String message) {
        return new Problem(file, line(path), title(), path, message);
    }

    /** Something wrong with it before its kind is known. */
    Problem untitledProblem(String path, String message) {
        return new Problem(file, line(path), "document " + number, path, message);
    }

    /** The line of a field, or of the closest field around it that was written. */
    private int line(String path) {
        var at = path;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = parent(at);
        }
        return lines.getOrDefault(at, 1);
    }

    private static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }
}
