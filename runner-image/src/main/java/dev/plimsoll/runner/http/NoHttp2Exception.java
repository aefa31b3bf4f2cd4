package dev.plimsoll.runner.http;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The target does not speak HTTP/2, though the plan asks for it. */
final class NoHttp2Exception extends IOException {
    private static final long serialVersionUID = 1L;

    private NoHttp2Exception(String message) {
        super(message);
    }

    /** By ALPN it chose another protocol, or none. */
    static NoHttp2Exception notChosen(@Nullable String chosen) {
        return new NoHttp2Exception("the target did not choose HTTP/2 by ALPN, but "
                + (chosen == null ? "nothing" : chosen) + "; let it offer h2, or ask for HTTP/1.1 or Negotiated");
    }

    /** It ended the handshake because it has no protocol in common with us; any other cause is left as it is. */
    static Throwable orElse(Throwable cause) {
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no_application_protocol") ? notChosen("no protocol of ours") : cause;
    }

    /** Without TLS it was spoken to in HTTP/2, and did not answer in it. */
    static NoHttp2Exception notSpoken(String what) {
        return new NoHttp2Exception(
                "the target did not answer in HTTP/2: " + what + "; let it speak h2c, or ask for HTTP/1.1");
    }
}
