package dev.plimsoll.bench.ours;

import dev.plimsoll.engine.contract.Target;

/** What is spoken to the target. The one place that says how a plan asks for it. */
public enum Protocol {
    HTTP1("http"),
    HTTP1_TLS("https"),
    HTTP2_TLS("https");

    private final String scheme;

    Protocol(String scheme) {
        this.scheme = scheme;
    }

    public String scheme() {
        return scheme;
    }

    /** Whether Plimsoll's runner speaks it. */
    public boolean isOurs() {
        return this != HTTP2_TLS;
    }

    /** A target on loopback, whose certificate nobody has signed. */
    Target target(int port) {
        var tls = "https".equals(scheme) ? new Target.Tls(null, null, true) : null;
        return new Target(scheme, "127.0.0.1", port, "", tls);
    }
}
