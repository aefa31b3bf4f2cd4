package dev.plimsoll.demo;

import java.io.Serial;

/** The caller's mistake, answered with status 400 and this message. */
final class BadRequest extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message);
    }
}
