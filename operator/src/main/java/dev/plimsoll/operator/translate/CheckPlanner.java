package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.CheckSpec;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Sizes;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans checks that ask exactly one thing. */
final class CheckPlanner {
    private CheckPlanner() {}

    static Check check(CheckSpec spec) {
        return new Check(name(spec), that(spec));
    }

    private static Check.That that(CheckSpec spec) {
        if (spec.status() != null) {
            return new Check.StatusIn(spec.status());
        }
        if (spec.header() != null) {
            return new Check.HeaderIs(spec.header(), spec.equalTo(), spec.matches());
        }
        if (spec.jsonPath() != null) {
            return new Check.JsonEquals(spec.jsonPath(), String.valueOf(spec.equalTo()));
        }
        if (spec.bodyContains() != null) {
            return new Check.BodyContains(spec.bodyContains());
        }
        if (spec.bodyMatches() != null) {
            return new Check.BodyMatches(spec.bodyMatches());
        }
        if (spec.maxTime() != null) {
            return new Check.TimeWithin(Durations.parse(spec.maxTime()));
        }
        return new Check.SizeWithin(
                spec.minSize() == null ? 0 : Sizes.parse(spec.minSize()),
                spec.maxSize() == null ? Long.MAX_VALUE : Sizes.parse(spec.maxSize()));
    }

    /** Its name, or what it asks: {@code jsonPath $.total equals 3}. */
    static String name(CheckSpec spec) {
        if (spec.name() != null) {
            return spec.name();
        }
        if (spec.status() != null) {
            return "status " + spec.status().stream().map(String::valueOf).collect(Collectors.joining(" or "));
        }
        return Stream.of(
                        part("header", spec.header()),
                        part("jsonPath", spec.jsonPath()),
                        part("equals", spec.equalTo()),
                        part("matches", spec.matches()),
                        part("bodyContains", spec.bodyContains()),
                        part("bodyMatches", spec.bodyMatches()),
                        part("minSize", spec.minSize()),
                        part("maxSize", spec.maxSize()),
                        part("maxTime", spec.maxTime()))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> part(String word, @Nullable String value) {
        return Stream.ofNullable(value).map(text -> word + " " + text);
    }
}
