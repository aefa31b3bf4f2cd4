package dev.plimsoll.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's query parameters; of several of one name the last one. */
record Query(Map<String, String> parameters) {
    static Query parse(@Nullable String raw) {
        var parameters = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Query(Map.copyOf(parameters));
    }

    String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    double number(String name, double otherwise, double max) {
        var text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Double.parseDouble(text);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, like a number out of range
        }
        throw new BadRequest(name + " is '" + text + "'; it must be a number from 0 to " + max);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("the query is not URL-encoded: " + e.getMessage());
        }
    }
}
