package dev.plimsoll.engine.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may stand in a hole of a template. */
public sealed interface Expression {

    /** Its value; null when a variable, or a row, that it needs is not there. */
    @Nullable
    String in(Scope scope);

    /** The variables and columns in it. */
    default Stream<Expression> references() {
        return Stream.empty();
    }

    /** The text between quotes. */
    record Literal(String text) implements Expression {
        @Override
        public String in(Scope scope) {
            return text;
        }
    }

    /** {@code ${name}}: a session variable. */
    record Variable(String name) implements Expression {
        @Override
        public @Nullable String in(Scope scope) {
            return scope.variable(name);
        }

        @Override
        public Stream<Expression> references() {
            return Stream.of(this);
        }
    }

    /** {@code ${data.column}}: a value of the session's row of a data set. */
    record Column(String data, String column) implements Expression {
        @Override
        public @Nullable String in(Scope scope) {
            return scope.column(data, column);
        }

        @Override
        public Stream<Expression> references() {
            return Stream.of(this);
        }
    }

    /** {@code ${uuid()}}: a random UUID, version 4 (RFC 9562, 5.4). */
    record Uuid() implements Expression {
        private static final long NOT_VERSION = ~0xf000L;
        private static final long VERSION_4 = 0x4000L;
        private static final long NOT_VARIANT = ~0xc000_0000_0000_0000L;
        private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

        @Override
        public String in(Scope scope) {
            long high = (scope.randomBits() & NOT_VERSION) | VERSION_4;
            long low = (scope.randomBits() & NOT_VARIANT) | VARIANT_2;
            return new UUID(high, low).toString();
        }
    }

    /** {@code ${random(min, max)}}: a whole number between two, both included. */
    record Random(long min, long max) implements Expression {
        @Override
        public String in(Scope scope) {
            long bits = scope.randomBits();
            long count = max - min + 1; // 0 or less: more numbers than a long has above zero
            return Long.toString(count > 0 ? min + Math.unsignedMultiplyHigh(bits, count) : amongMany(bits, scope));
        }

        private long amongMany(long first, Scope scope) {
            long bits = first;
            while (bits < min || bits > max) {
                bits = scope.randomBits();
            }
            return bits;
        }
    }

    /** {@code ${counter()}}: a whole number that no other hole of the run gets. */
    record Counter() implements Expression {
        @Override
        public String in(Scope scope) {
            return Long.toString(scope.count());
        }
    }

    /** {@code ${now()}}: milliseconds since 1970. */
    record Now() implements Expression {
        @Override
        public String in(Scope scope) {
            return Long.toString(scope.epochMillis());
        }
    }

    /** {@code ${now('pattern')}}: the time in UTC, by a pattern. */
    record Date(DateTimeFormatter format) implements Expression {
        @Override
        public String in(Scope scope) {
            return at(scope.epochMillis());
        }

        String at(long epochMillis) {
            return format.format(Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC));
        }
    }

    /** {@code ${json(of)}}: a value between the quotes of a JSON string. */
    record Json(Expression of) implements Expression {
        @Override
        public @Nullable String in(Scope scope) {
            var value = of.in(scope);
            return value == null ? null : JsonText.escape(value);
        }

        @Override
        public Stream<Expression> references() {
            return of.references();
        }
    }

    /** {@code ${raw(of)}}: a value that is part of a URL already. */
    record Raw(Expression of) implements Expression {
        @Override
        public @Nullable String in(Scope scope) {
            return of.in(scope);
        }

        @Override
        public Stream<Expression> references() {
            return of.references();
        }
    }
}
