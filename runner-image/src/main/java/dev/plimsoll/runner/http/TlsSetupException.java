package dev.plimsoll.runner.http;

import org.jspecify.annotations.Nullable;

/** TLS cannot be set up as the plan says. */
public final class TlsSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
