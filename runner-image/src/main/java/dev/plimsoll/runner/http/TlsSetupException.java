package dev.plimsoll.runner.http;

/** TLS cannot be set up as the plan says. */
public final class TlsSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
