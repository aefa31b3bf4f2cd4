package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A part of a response. Where several places match, the first is meant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Extract.JsonPath.class, name = "JsonPath"),
    @JsonSubTypes.Type(value = Extract.Regex.class, name = "Regex"),
    @JsonSubTypes.Type(value = Extract.Header.class, name = "Header"),
    @JsonSubTypes.Type(value = Extract.Cookie.class, name = "Cookie"),
    @JsonSubTypes.Type(value = Extract.Status.class, name = "Status")
})
public sealed interface Extract {

    /** A value of a JSON body (RFC 9535): strings as they are, other values as JSON. */
    record JsonPath(String path) implements Extract {}

    /** What a group of a regular expression matched in the body: the first group, or the whole where there is none. */
    record Regex(String pattern) implements Extract {}

    /** The value of a header field. */
    record Header(String name) implements Extract {}

    /** The value of a cookie that this response sets, or that the session has. */
    record Cookie(String name) implements Extract {}

    /** The status code. */
    record Status() implements Extract {}
}
