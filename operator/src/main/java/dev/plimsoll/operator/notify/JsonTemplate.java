package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON with placeholders such as {@code ${run}} in its strings. It is parsed first and filled in then, so that no value
 * can add to its structure. A string that is one placeholder and nothing else becomes null when there is no value;
 * within other text there is nothing in its place.
 */
final class JsonTemplate {
    /** All there is to say. */
    static final JsonTemplate USUAL = new JsonTemplate(usual());

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final JsonNode tree;

    private JsonTemplate(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it is no JSON, or names what there is not; the message says what and where
     */
    static JsonTemplate parse(String text) {
        JsonNode tree;
        try {
            tree = Json.MAPPER
                    .reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new IllegalArgumentException(
                    "is no JSON at line %d, column %d: %s; correct it, placeholders belong into quotes"
                            .formatted(where.getLineNr(), where.getColumnNr(), e.getOriginalMessage()),
                    e);
        }
        if (tree.isMissingNode()) {
            throw new IllegalArgumentException("is empty; write JSON, or leave it out for the usual payload");
        }
        check(tree);
        return new JsonTemplate(tree);
    }

    /** The payload. */
    String fill(Notice notice) {
        return Json.write(filled(tree, notice));
    }

    private static void check(JsonNode node) {
        if (node.isTextual()) {
            PLACEHOLDER.matcher(node.textValue()).results().forEach(JsonTemplate::check);
        }
        node.properties().forEach(field -> {
            if (field.getKey().contains("${")) {
                throw new IllegalArgumentException("the name of a field is no place for a placeholder: "
                        + field.getKey() + "; write it into a value");
            }
        });
        node.forEach(JsonTemplate::check);
    }

    private static void check(MatchResult placeholder) {
        if (!Notice.NAMES.contains(placeholder.group(1))) {
            throw new IllegalArgumentException(
                    placeholder.group() + ": there is no such value; write one of " + String.join(", ", Notice.NAMES));
        }
    }

    private static JsonNode filled(JsonNode node, Notice notice) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = Json.MAPPER.createObjectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), notice)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = Json.MAPPER.createArrayNode();
                array.forEach(element -> copy.add(filled(element, notice)));
                yield copy;
            }
            case TextNode text -> filled(text.textValue(), notice);
            default -> node;
        };
    }

    private static JsonNode filled(String text, Notice notice) {
        var placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.matches()) {
            return notice.value(placeholder.group(1))
                    .<JsonNode>map(TextNode::valueOf)
                    .orElse(NullNode.getInstance());
        }
        return TextNode.valueOf(placeholder.replaceAll(
                match -> Matcher.quoteReplacement(notice.value(match.group(1)).orElse(""))));
    }

    private static JsonNode usual() {
        var all = Json.MAPPER.createObjectNode();
        Notice.NAMES.forEach(name -> all.put(name, "${" + name + "}"));
        return all;
    }
}
