package dev.plimsoll.cli.document;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import dev.plimsoll.api.v1alpha1.Formats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says in words what the schema refuses in one document. */
final class SchemaProblems {
    /** What the patterns of the schema mean to a person. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry(
                    Formats.DURATION,
                    "is no duration; write digits and a unit (us, ms, s, m, h), such as 300ms or 1m30s"),
            entry(Formats.DURATION_OR_RANGE, "is no duration; write one such as 1s, or a range such as 500ms..2s"),
            entry(Formats.RATE, "is no rate; write how many a unit of time (s, m, h), such as 500/s"),
            entry(Formats.PERCENTAGE, "is no percentage; write one such as 0.1%"),
            entry(Formats.PERCENTAGE_OR_DURATION, "is neither a percentage such as 0.1% nor a duration such as 300ms"),
            entry(Formats.RATE_OR_PERCENTAGE, "is neither a rate such as 500/s nor a percentage such as 99%"),
            entry(Formats.SIZE, "is no size; write digits and a unit (B, kB, MB, KiB, MiB), such as 10KiB"),
            entry(Formats.NAME, "is no name here; write lower-case letters, digits and dashes, such as add-to-cart"),
            entry(
                    Formats.VARIABLE,
                    "is no name of a variable; write letters, digits, dashes and underscores, a letter first"),
            entry(Formats.KEY, "is no key of a ConfigMap or Secret; write letters, digits, dashes, dots, underscores"),
            entry(
                    "^https?://[^/?#\\s]+(/[^?#\\s]*)?$",
                    "is no base URL; write one such as http://checkout.shop.svc:8080"),
            entry(
                    Formats.PATH,
                    "is no path; write one that begins with a slash and has no spaces, such as /cart?id=7"));

    private static final String MISSING = "is missing";
    private static final int LONGEST_QUOTE = 60;

    private final JsonNode root;
    private final Document document;

    SchemaProblems(JsonNode root, Document document) {
        this.root = root;
        this.document = document;
    }

    /** One problem for each mistake: a misspelled field is not reported as missing once more. */
    List<Problem> of(Collection<ValidationMessage> violations) {
        var meant = violations.stream()
                .filter(violation -> violation.getType().equals("additionalProperties"))
                .flatMap(violation -> Words.meant(violation.getProperty(), knownBeside(violation))
                        .map(name -> child(path(violation.getInstanceLocation()), name))
                        .stream())
                .collect(Collectors.toSet());
        return violations.stream()
                .map(this::of)
                .filter(problem ->
                        !(meant.contains(problem.path()) && problem.message().startsWith(MISSING)))
                .toList();
    }

    private Problem of(ValidationMessage violation) {
        var path = path(violation.getInstanceLocation());
        return switch (violation.getType()) {
            case "additionalProperties" -> unknown(path, violation);
            case "required" -> missing(path, violation);
            default -> document.problem(path, refusal(violation));
        };
    }

    private String refusal(ValidationMessage violation) {
        var limit = violation.getSchemaNode();
        var value = violation.getInstanceNode();
        var quoted = quote(value);
        return switch (violation.getType()) {
            case "type" ->
                quoted + " "
                        + mistaken(
                                value, limit, around(violation).path("pattern").asText());
            case "enum" -> quoted + " is none of its values; " + Words.remedy(value.asText(), texts(limit));
            case "pattern" -> quoted + " " + MEANINGS.getOrDefault(limit.asText(), "does not match " + limit.asText());
            case "minimum" -> quoted + " is too small; write " + whole(limit) + " or more";
            case "maximum" -> quoted + " is too large; write " + whole(limit) + " or less";
            case "minLength", "minItems" -> "is empty or too short; write at least " + limit.asText();
            case "maxLength" -> "has " + value.asText().length() + " characters; write at most " + limit.asText();
            case "maxItems", "maxProperties" -> "has " + value.size() + " entries; write at most " + limit.asText();
            default -> violation.getError();
        };
    }

    private Problem unknown(String path, ValidationMessage violation) {
        var name = violation.getProperty();
        return document.problem(child(path, name), "is no known field; " + Words.remedy(name, knownBeside(violation)));
    }

    private Problem missing(String path, ValidationMessage violation) {
        var name = violation.getProperty();
        var description = around(violation)
                .path("properties")
                .path(name)
                .path("description")
                .asText();
        return document.problem(child(path, name), (MISSING + ". " + description).strip());
    }

    private List<String> knownBeside(ValidationMessage unknown) {
        var known = new ArrayList<String>();
        around(unknown).path("properties").fieldNames().forEachRemaining(known::add);
        return known;
    }

    /** The schema in which the violated keyword stands. */
    private JsonNode around(ValidationMessage violation) {
        var keyword = violation.getEvaluationPath();
        var schema = root;
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            schema = keyword.getElement(i) instanceof Integer index
                    ? schema.path(index)
                    : schema.path(keyword.getName(i));
        }
        return schema;
    }

    private static String path(JsonNodePath location) {
        var path = "";
        for (int i = 0; i < location.getNameCount(); i++) {
            path = location.getElement(i) instanceof Integer index
                    ? path + "[" + index + "]"
                    : child(path, location.getName(i));
        }
        return path;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String quote(JsonNode value) {
        var text = value.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String mistaken(JsonNode value, JsonNode types, String pattern) {
        return value.isValueNode() && MEANINGS.containsKey(pattern)
                ? MEANINGS.get(pattern)
                : "is " + typeOf(value) + "; write " + types(types);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "a group of fields";
            case BOOLEAN -> "true or false to YAML";
            case NUMBER -> "a number";
            case STRING, BINARY -> "a text";
            case NULL, MISSING -> "nothing";
        };
    }

    private static String types(JsonNode limit) {
        return limit.isArray()
                ? StreamSupport.stream(limit.spliterator(), false)
                        .map(type -> describe(type.asText()))
                        .collect(Collectors.joining(" or "))
                : describe(limit.asText());
    }

    private static String describe(String type) {
        return switch (type) {
            case "string" -> "a text, in quotes where YAML takes it for something else";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list, each entry after a dash";
            case "object" -> "a group of fields, indented below";
            default -> type;
        };
    }

    private static String whole(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
