package dev.plimsoll.engine.template;

import org.jspecify.annotations.Nullable;

/** Where the values come from that fill a template's holes. */
public interface Scope {
    /** The value of a session variable; null when nothing has set it. */
    @Nullable
    String variable(String name);

    /** A value of the session's row of a data set; null when there is no such row or column. */
    @Nullable
    String column(String data, String column);

    /** 64 random bits. */
    long randomBits();

    /** A number that it gives once. */
    long count();

    /** The time, in milliseconds since 1970. */
    long epochMillis();
}
