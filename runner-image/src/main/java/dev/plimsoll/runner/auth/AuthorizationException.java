package dev.plimsoll.runner.auth;

import org.jspecify.annotations.Nullable;

/** Nothing to prove with who sends the requests; the message says why, and never holds a secret. */
public final class AuthorizationException extends Exception {
    private static final long serialVersionUID = 1L;

    AuthorizationException(String message) {
        this(message, null);
    }

    AuthorizationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
