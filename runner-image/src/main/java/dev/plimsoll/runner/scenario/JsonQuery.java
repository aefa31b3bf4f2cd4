package dev.plimsoll.runner.scenario;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSONPath, compiled. Numbers keep their digits: {@code 19.90} is not {@code 19.9}. */
final class JsonQuery {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(MAPPER))
            .mappingProvider(new JacksonMappingProvider(MAPPER))
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final JsonPath path;

    private JsonQuery(JsonPath path) {
        this.path = path;
    }

    /**
     * Compiles a path.
     *
     * @throws IllegalArgumentException when it is none
     */
    static JsonQuery of(String path) {
        try {
            return new JsonQuery(JsonPath.compile(path));
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + path + "' is no JSONPath: " + e.getMessage(), e);
        }
    }

    /** The document; missing when the bytes are no JSON. */
    static JsonNode parse(byte[] body) {
        try {
            var document = MAPPER.readTree(body);
            return document == null ? MissingNode.getInstance() : document;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The first value that the path leads to; null when it leads nowhere. */
    @Nullable
    JsonNode find(JsonNode document) {
        if (document.isMissingNode()) {
            return null;
        }
        try {
            var found = first(path.read(document, CONFIGURATION));
            return found == null || found.isMissingNode() ? null : found;
        } catch (JsonPathException e) {
            return null;
        }
    }

    /** A path that is definite leads to a value, another to a list of them; functions give numbers of Java. */
    private @Nullable JsonNode first(@Nullable Object found) {
        if (found instanceof JsonNode node) {
            return path.isDefinite() ? node : node.get(0);
        }
        return found == null ? null : MAPPER.valueToTree(found);
    }

    /** A value as text: strings as they are, other values as JSON. */
    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
