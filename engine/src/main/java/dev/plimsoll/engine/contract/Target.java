package dev.plimsoll.engine.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where requests go.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address to resolve and connect to
 * @param port TCP port
 * @param basePath put before every step's path; empty, or begins with a slash and does not end with one
 * @param tls how to trust the target; null for plain {@code http}
 */
public record Target(
        String scheme,
        String host,
        int port,
        String basePath,
        @Nullable Tls tls) {

    /**
     * Trust in the target.
     *
     * @param caFile PEM file on the runner with the authorities to trust; null for the runtime's own
     * @param serverName name sent by SNI and checked against the certificate; null for the target's host
     * @param insecureSkipVerify accept any certificate
     */
    public record Tls(@Nullable String caFile, @Nullable String serverName, boolean insecureSkipVerify) {}

    /** The value of the {@code Host} header: the port only where it is not the scheme's own. */
    public String authority() {
        var literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        boolean standard = port == ("https".equals(scheme) ? 443 : 80);
        return standard ? literal : literal + ":" + port;
    }
}
