package dev.plimsoll.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The schema of a kind as its CRD has it, with the strictness that an API server adds. */
final class KindSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * What JSON Schema does not know. CEL rules are checked with everything that crosses fields, by the operator's
     * rules.
     */
    private static final List<String> KUBERNETES_KEYWORDS =
            List.of("x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-validations");

    private final ObjectNode root;
    private final JsonSchema schema;

    private KindSchema(ObjectNode root) {
        this.root = root;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    static KindSchema of(Kind kind) {
        var root = (ObjectNode) crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
        var properties = (ObjectNode) root.path("properties");
        properties.set("apiVersion", string());
        properties.set("kind", string());
        properties.set("metadata", metadata());
        properties.remove("status"); // written by the operator only; ignored when it is in a file
        root.withArrayProperty("required").add("metadata");
        close(root);
        return new KindSchema(root);
    }

    /** Writes the schema's defaults into a document, as the API server does when it stores one. */
    void applyDefaults(ObjectNode content) {
        applyDefaults(content, root);
    }

    /** Everything in a document that the schema refuses. */
    List<Problem> problems(Document document) {
        return new SchemaProblems(root, document).of(schema.validate(document.content()));
    }

    private static void applyDefaults(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            for (var property : schema.path("properties").properties()) {
                var name = property.getKey();
                var preset = property.getValue().get("default");
                if (preset != null && (!object.has(name) || object.path(name).isNull())) {
                    object.set(name, preset.deepCopy());
                }
                applyDefaults(object.path(name), property.getValue());
            }
            var values = schema.path("additionalProperties");
            if (values.isObject()) {
                object.forEach(entry -> applyDefaults(entry, values));
            }
        } else if (value.isArray()) {
            value.forEach(element -> applyDefaults(element, schema.path("items")));
        }
    }

    private static ObjectNode crd(Kind kind) {
        try (var yaml = kind.type().getResourceAsStream(kind.crd())) {
            if (yaml == null) {
                throw new IllegalStateException(kind.crd() + " is not on the class path");
            }
            var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            return YamlText.documents(kind.crd(), text, new ArrayList<>())
                    .getFirst()
                    .content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses unknown fields, as kubectl asks the API server to, and says in JSON Schema what Kubernetes says its own
     * way.
     */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("x-kubernetes-int-or-string").asBoolean()) {
                object.remove("anyOf");
                object.putArray("type").add("integer").add("string");
            }
            object.remove(KUBERNETES_KEYWORDS);
            if (object.path("properties").isObject()) {
                object.put("additionalProperties", false);
            }
            object.path("properties").forEach(KindSchema::close);
            close(object.path("items"));
            close(object.path("additionalProperties"));
        }
    }

    private static ObjectNode metadata() {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        for (var name : Set.of(
                "name", "generateName", "namespace", "uid", "resourceVersion", "creationTimestamp", "selfLink")) {
            properties.set(name, string());
        }
        for (var name : Set.of("labels", "annotations")) {
            properties.putObject(name).put("type", "object").set("additionalProperties", string());
        }
        for (var name : Set.of("generation", "managedFields", "ownerReferences", "finalizers", "deletionTimestamp")) {
            properties.putObject(name);
        }
        return schema;
    }

    private static ObjectNode string() {
        return JSON.objectNode().put("type", "string");
    }
}
