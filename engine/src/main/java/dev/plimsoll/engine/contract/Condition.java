package dev.plimsoll.engine.contract;

import org.jspecify.annotations.Nullable;

/**
 * Something about a session variable. Whatever is null is not asked.
 *
 * @param variable its name
 * @param exists whether it must have a value, or must have none
 * @param equalTo template of what its value must be
 * @param not template of what its value must not be
 * @param pattern regular expression that must match its whole value
 */
public record Condition(
        String variable,
        @Nullable Boolean exists,
        @Nullable String equalTo,
        @Nullable String not,
        @Nullable String pattern) {}
