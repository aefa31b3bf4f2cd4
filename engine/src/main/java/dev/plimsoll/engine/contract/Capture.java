package dev.plimsoll.engine.contract;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a part of a response in a session variable.
 *
 * @param variable its name
 * @param from where it stands in the response
 * @param fallback the variable's value when it does not stand there; null: the request counts as an error then,
 *     {@link ErrorKind#CAPTURE_FAILED}
 */
public record Capture(
        String variable, Extract from, @Nullable String fallback) {}
