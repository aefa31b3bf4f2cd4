package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Extract;
import org.jspecify.annotations.Nullable;

/** Keeps a part of a response in a session variable. */
final class CompiledCapture {
    /** A longer text is as if it were not there: thousands of sessions keep their variables while they pause. */
    static final int MOST_CHARACTERS = 64 * 1024;

    /** Finds a part of a response; null when it is not there. */
    private interface Finder {
        @Nullable
        String find(Reading reading);
    }

    private final Capture capture;
    private final Finder finder;

    private CompiledCapture(Capture capture, Finder finder) {
        this.capture = capture;
        this.finder = finder;
    }

    /**
     * Compiles it.
     *
     * @throws IllegalArgumentException when its path or expression is none
     */
    static CompiledCapture of(Capture capture) {
        return new CompiledCapture(capture, finder(capture.from()));
    }

    private static Finder finder(Extract from) {
        return switch (from) {
            case Extract.JsonPath(var path) -> json(JsonQuery.of(path));
            case Extract.Regex(var expression) -> {
                var pattern = SearchPattern.of(expression);
                yield reading -> pattern.find(reading.text());
            }
            case Extract.Header(var name) -> reading -> reading.response().field(name);
            case Extract.Cookie(var name) -> reading -> cookie(name, reading);
            case Extract.Status _ ->
                reading -> Integer.toString(reading.response().status());
        };
    }

    /** What the response sets is meant also where the session may not send it back, as a secure one without TLS. */
    private static @Nullable String cookie(String name, Reading reading) {
        for (var field : reading.response().fields("set-cookie")) {
            int end = field.indexOf(';');
            var pair = end < 0 ? field : field.substring(0, end);
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                return pair.substring(equals + 1).strip();
            }
        }
        return reading.session().cookies().value(name);
    }

    /** A value that is null counts as none: where lists come page by page, that is how the last says that it is. */
    private static Finder json(JsonQuery query) {
        return reading -> {
            var value = reading.find(query);
            return value == null || value.isNull() ? null : JsonQuery.text(value);
        };
    }

    /** Sets the variable; false when the part is not there and nothing stands in for it. */
    boolean take(Reading reading) {
        var found = finder.find(reading);
        if (found == null || found.length() > MOST_CHARACTERS) {
            found = capture.fallback();
        }
        if (found == null) {
            return false;
        }
        reading.session().set(capture.variable(), found);
        return true;
    }

    Extract from() {
        return capture.from();
    }
}
