package dev.plimsoll.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns one document's YAML nodes into JSON, as kubectl does, and notes on which line each field is. */
final class YamlFields {
    /** kubectl reads YAML 1.1, in which these words are booleans when they are not quoted. */
    private static final Set<String> TRUE = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");

    private static final Set<String> FALSE = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final int number;
    private final List<Problem> problems;
    private final Map<String, Integer> lines = new HashMap<>();

    /** The collections around the one that is being read: an alias may lead back into one of them. */
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    YamlFields(String file, int number, List<Problem> problems) {
        this.file = file;
        this.number = number;
        this.problems = problems;
    }

    JsonNode read(Node root) {
        return read(root, "");
    }

    Map<String, Integer> lines() {
        return lines;
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private JsonNode read(Node node, String path) {
        lines.putIfAbsent(path, line(node));
        if (node instanceof ScalarNode scalar) {
            return value(scalar);
        }
        if (!open.add(node)) {
            problem(node, path, "an alias stands inside of what it repeats");
            return JSON.nullNode();
        }
        var content = node instanceof MappingNode mapping ? object(mapping, path) : array((SequenceNode) node, path);
        open.remove(node);
        return content;
    }

    private ObjectNode object(MappingNode mapping, String path) {
        var object = JSON.objectNode();
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                problem(field.getKeyNode(), path, "a field's name must be a word");
                continue;
            }
            var name = key.getValue();
            var fieldPath = path.isEmpty() ? name : path + "." + name;
            if (object.has(name)) {
                problem(key, fieldPath, "this field is written twice; remove one of the two");
                continue;
            }
            lines.put(fieldPath, line(key));
            object.set(name, read(field.getValueNode(), fieldPath));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String path) {
        var array = JSON.arrayNode();
        for (Node element : sequence.getValue()) {
            array.add(read(element, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private static JsonNode value(ScalarNode scalar) {
        var text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode("true".equalsIgnoreCase(text));
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return integer(text);
        }
        if (scalar.getTag().equals(Tag.FLOAT)) {
            return number(text);
        }
        if (scalar.getScalarStyle() == ScalarStyle.PLAIN && (TRUE.contains(text) || FALSE.contains(text))) {
            return JSON.booleanNode(TRUE.contains(text));
        }
        return JSON.textNode(text);
    }

    private static JsonNode integer(String text) {
        var value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return JSON.numberNode(value.intValue()); // Fabric8's IntOrString takes no wider one
        }
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }

    private static JsonNode number(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return JSON.textNode(text); // .inf and .nan, which JSON does not have
        }
    }

    private void problem(Node at, String path, String message) {
        problems.add(new Problem(file, line(at), "document " + number, path, message));
    }
}
