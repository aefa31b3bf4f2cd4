package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a response. A check that fails makes no error: checks are counted apart.
 *
 * @param name stands in results, unique in its step
 * @param that what is asked
 */
public record Check(String name, That that) {

    /** What is asked. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StatusIn.class, name = "StatusIn"),
        @JsonSubTypes.Type(value = HeaderIs.class, name = "HeaderIs"),
        @JsonSubTypes.Type(value = BodyContains.class, name = "BodyContains"),
        @JsonSubTypes.Type(value = BodyMatches.class, name = "BodyMatches"),
        @JsonSubTypes.Type(value = JsonEquals.class, name = "JsonEquals"),
        @JsonSubTypes.Type(value = SizeWithin.class, name = "SizeWithin"),
        @JsonSubTypes.Type(value = TimeWithin.class, name = "TimeWithin")
    })
    public sealed interface That {}

    /** The status is one of these. */
    public record StatusIn(List<Integer> codes) implements That {
        public StatusIn {
            codes = List.copyOf(codes);
        }
    }

    /**
     * A header field is there.
     *
     * @param equalTo template of its whole value; null for any
     * @param pattern regular expression found in its value; null for none
     */
    public record HeaderIs(
            String name, @Nullable String equalTo, @Nullable String pattern) implements That {}

    /** The body holds a text; a template. */
    public record BodyContains(String text) implements That {}

    /** A regular expression is found in the body. */
    public record BodyMatches(String pattern) implements That {}

    /** A value of a JSON body equals a text; a template. Strings are compared as they are, other values as JSON. */
    public record JsonEquals(String path, String value) implements That {}

    /** The body, as it came over the wire, has a number of bytes. */
    public record SizeWithin(long minBytes, long maxBytes) implements That {}

    /** The service time is no longer. */
    public record TimeWithin(long maxNanos) implements That {}
}
