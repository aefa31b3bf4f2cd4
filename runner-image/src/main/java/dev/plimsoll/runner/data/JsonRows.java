package dev.plimsoll.runner.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an array of JSON objects. Columns are all members that any of them has; a member that is absent or null is
 * empty, a string is its text, and any other value is its JSON, with its digits.
 */
final class JsonRows {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonRows() {}

    static Rows read(String text) {
        var array = parse(text);
        if (!array.isArray()) {
            throw new IllegalArgumentException("it is no JSON array of objects");
        }
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isObject()) {
                throw new IllegalArgumentException("element " + i + " of its array is no JSON object");
            }
            array.get(i).fieldNames().forEachRemaining(names::add);
        }
        var columns = List.copyOf(names);
        var rows = new ArrayList<String[]>();
        array.forEach(row -> rows.add(values(row, columns)));
        return new Rows(columns, rows);
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new IllegalArgumentException(
                    "it is no JSON: " + e.getOriginalMessage() + ", line " + (where == null ? "?" : where.getLineNr()),
                    e);
        }
    }

    private static String[] values(JsonNode row, List<String> columns) {
        return columns.stream().map(column -> text(row.get(column))).toArray(String[]::new);
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
