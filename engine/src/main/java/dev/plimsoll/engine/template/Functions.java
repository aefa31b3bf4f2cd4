package dev.plimsoll.engine.template;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The functions that a template may call. */
final class Functions {
    static final String LIST =
            "uuid(), random(min, max), counter(), now(), now('yyyy-MM-dd'), json(value), raw(value), 'text'";

    private Functions() {}

    /**
     * A call.
     *
     * @param arguments {@link Long}s and {@link Expression}s
     * @throws IllegalArgumentException when there is no such function, or it does not take these arguments
     */
    static Expression of(String name, List<Object> arguments) {
        return switch (name) {
            case "uuid" -> withoutArguments(name, arguments, new Expression.Uuid());
            case "counter" -> withoutArguments(name, arguments, new Expression.Counter());
            case "now" -> arguments.isEmpty() ? new Expression.Now() : date(arguments);
            case "random" -> random(arguments);
            case "json" -> new Expression.Json(value(name, arguments));
            case "raw" -> new Expression.Raw(value(name, arguments));
            default -> throw new IllegalArgumentException("there is no function " + name + "; there are " + LIST);
        };
    }

    private static Expression withoutArguments(String name, List<Object> arguments, Expression expression) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException(name + "() takes nothing between its brackets");
        }
        return expression;
    }

    private static Expression random(List<Object> arguments) {
        if (arguments.size() == 2
                && arguments.getFirst() instanceof Long min
                && arguments.getLast() instanceof Long max
                && min <= max) {
            return new Expression.Random(min, max);
        }
        throw new IllegalArgumentException("random takes two whole numbers, the lower first: random(1, 100)");
    }

    private static Expression date(List<Object> arguments) {
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Expression.Literal(var pattern))) {
            throw new IllegalArgumentException("now takes nothing, or a pattern between quotes: now('yyyy-MM-dd')");
        }
        try {
            var date = new Expression.Date(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
            if (date.at(0).isEmpty()) {
                throw new IllegalArgumentException("it is empty");
            }
            return date;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no pattern of a time, such as 'yyyy-MM-dd': " + e.getMessage(), e);
        }
    }

    private static Expression value(String name, List<Object> arguments) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Expression expression) {
            return expression;
        }
        throw new IllegalArgumentException(name + " takes one variable or column: " + name + "(user)");
    }
}
