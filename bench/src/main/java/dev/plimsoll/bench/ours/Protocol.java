package dev.plimsoll.bench.ours;

import dev.plimsoll.engine.contract.Target;

/** What is spoken to the target. The one place that says how a plan asks for it. */
public enum Protocol {
    HTTP1("http", Target.Version.HTTP_1_1),
    HTTP1_TLS("https", Target.Version.HTTP_1_1),
    HTTP2_TLS("https", Target.Version.HTTP_2);

    private final String scheme;
    private final Target.Version version;

    Protocol(String scheme, Target.Version version) {
        this.scheme = scheme;
        this.version = version;
    }

    public String scheme() {
        return scheme;
    }

    /** A target on loopback, whose certificate nobody has signed; one request at a time on each connection. */
    Target target(int port, Target.Sharing sharing) {
        var tls = "https".equals(scheme) ? new Target.Tls(null, null, true) : null;
        var http = new Target.Http(version, 1, sharing, Target.Http.DEFAULT.resolveEveryNanos());
        return new Target(scheme, "127.0.0.1", port, "", tls, http, null);
    }
}
