package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.template.Escape;
import dev.plimsoll.engine.template.Scope;
import dev.plimsoll.engine.template.Template;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a response.
 *
 * @param name stands in results
 * @param that what is asked, as the plan has it
 * @param test the same, compiled
 */
record CompiledCheck(String name, Check.That that, Predicate<Reading> test) {

    /**
     * Compiles it.
     *
     * @throws IllegalArgumentException when its template, path or expression is none
     */
    static CompiledCheck of(Check check) {
        return new CompiledCheck(check.name(), check.that(), test(check.that()));
    }

    private static Predicate<Reading> test(Check.That that) {
        return switch (that) {
            case Check.StatusIn(var codes) ->
                reading -> codes.contains(reading.response().status());
            case Check.HeaderIs header -> header(header);
            case Check.BodyContains(var wanted) -> {
                var template = Template.parse(wanted);
                yield reading -> {
                    var text = render(template, reading.session());
                    return text != null && reading.text().contains(text);
                };
            }
            case Check.BodyMatches(var expression) -> {
                var pattern = SearchPattern.of(expression);
                yield reading -> pattern.isIn(reading.text());
            }
            case Check.JsonEquals(var path, var value) -> json(JsonQuery.of(path), Template.parse(value));
            case Check.SizeWithin(var min, var max) ->
                reading -> {
                    long bytes = reading.response().bodyBytes();
                    return bytes >= min && bytes <= max;
                };
            case Check.TimeWithin(var max) -> reading -> reading.serviceNanos() <= max;
        };
    }

    private static Predicate<Reading> json(JsonQuery query, Template value) {
        return reading -> {
            var found = reading.find(query);
            return found != null && JsonQuery.text(found).equals(render(value, reading.session()));
        };
    }

    /** Of a field that is there several times, any may be the one. */
    private static Predicate<Reading> header(Check.HeaderIs header) {
        var equalTo = header.equalTo() == null ? null : Template.parse(header.equalTo());
        var pattern = header.pattern() == null ? null : SearchPattern.of(header.pattern());
        return reading -> {
            var wanted = equalTo == null ? null : render(equalTo, reading.session());
            return reading.response().fields(header.name()).stream()
                    .anyMatch(value ->
                            (equalTo == null || value.equals(wanted)) && (pattern == null || pattern.isIn(value)));
        };
    }

    /** The text of a template; null, which nothing equals, when a value is missing. */
    static @Nullable String render(Template template, Scope scope) {
        var text = new StringBuilder();
        return template.render(scope, Escape.NONE, text) ? text.toString() : null;
    }

    boolean holds(Reading reading) {
        return test.test(reading);
    }
}
