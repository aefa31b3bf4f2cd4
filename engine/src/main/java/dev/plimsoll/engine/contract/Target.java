package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address to resolve and connect to
 * @param port TCP port
 * @param basePath put before every step's path; empty, or begins with a slash and does not end with one
 * @param tls how to trust the target; null for plain {@code http}
 * @param protocol how to speak to it
 * @param auth how to prove who speaks; null for not at all
 */
public record Target(
        String scheme,
        String host,
        int port,
        String basePath,
        @Nullable Tls tls,
        Http protocol,
        @Nullable Auth auth) {

    /** A target to speak to by {@link Http#DEFAULT}. */
    public Target(String scheme, String host, int port, String basePath, @Nullable Tls tls) {
        this(scheme, host, port, basePath, tls, Http.DEFAULT, null);
    }

    /**
     * Trust in the target, and what it is shown.
     *
     * @param caFile PEM file on the runner with the authorities to trust; null for the runtime's own
     * @param serverName name sent by SNI and checked against the certificate; null for the target's host
     * @param insecureSkipVerify accept any certificate
     * @param certificateFile PEM file with the client's certificate chain; null for none
     * @param keyFile PEM file with its private key (PKCS#8); null for none
     * @param resume resume earlier TLS sessions; false: a full handshake for every connection
     */
    public record Tls(
            @Nullable String caFile,
            @Nullable String serverName,
            boolean insecureSkipVerify,
            @Nullable String certificateFile,
            @Nullable String keyFile,
            boolean resume) {

        /** Without a client's certificate; sessions are resumed. */
        public Tls(@Nullable String caFile, @Nullable String serverName, boolean insecureSkipVerify) {
            this(caFile, serverName, insecureSkipVerify, null, null, true);
        }
    }

    /**
     * How to speak HTTP.
     *
     * @param version which
     * @param streams most requests at once on one connection (HTTP/2); the target may allow fewer
     * @param connections who uses a connection
     * @param resolveEveryNanos how often the target's name is looked up again; connections that stand stay where they
     *     are
     */
    public record Http(Version version, int streams, Sharing connections, long resolveEveryNanos) {
        /** HTTP/1.1 over connections that all sessions share. */
        public static final Http DEFAULT = new Http(Version.HTTP_1_1, 100, Sharing.SHARED, 30_000_000_000L);
    }

    /** Version of HTTP. */
    public enum Version {
        /** HTTP/1.1. */
        HTTP_1_1,
        /** HTTP/2: with TLS by ALPN, and a target that does not choose it fails to connect; else by prior knowledge. */
        HTTP_2,
        /** What the target chooses by ALPN; HTTP/1.1 without TLS. */
        NEGOTIATED
    }

    /** Who uses a connection. */
    public enum Sharing {
        /** Whoever needs one. */
        SHARED,
        /** One session, or in the closed model one user: nobody gets another's. */
        PER_USER
    }

    /** Base URL of every request. */
    @JsonIgnore
    public String url() {
        return scheme + "://" + authority() + basePath;
    }

    /** The value of the {@code Host} header: the port only where it is not the scheme's own. */
    @JsonIgnore
    public String authority() {
        var literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        boolean standard = port == ("https".equals(scheme) ? 443 : 80);
        return standard ? literal : literal + ":" + port;
    }
}
