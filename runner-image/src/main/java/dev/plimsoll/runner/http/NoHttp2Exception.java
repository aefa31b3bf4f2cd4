package dev.plimsoll.runner.http;

import java.io.IOException;
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

    /** Without TLS it was spoken to in HTTP/2, and did not answer in it. */
    static NoHttp2Exception notSpoken(String what) {
        return new NoHttp2Exception(
                "the target did not answer in HTTP/2: " + what + "; let it speak h2c, or ask for HTTP/1.1");
    }
}
