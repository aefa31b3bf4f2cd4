package dev.plimsoll.engine.limit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts may be connected to: {@code api.example.com}, {@code *.shop.svc}, {@code api.example.com:443},
 * {@code [::1]:8080}. A {@code *} stands for one label or several, and alone for every host; without a port, every port
 * is meant. Compared as text, in lower case and without the dot that a name may end with: an address is no name, and
 * nothing is looked up.
 */
public final class TargetPattern {
    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[0-9a-f:.]+]|[^:\\[\\]]+)(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("\\*|[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?");
    private static final String ANY = "*";
    private static final int HIGHEST_PORT = 65_535;

    private final String text;
    private final List<String> labels;
    private final @Nullable Integer port;

    private TargetPattern(String text, List<String> labels, @Nullable Integer port) {
        this.text = text;
        this.labels = labels;
        this.port = port;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is none; the message says how one is written
     */
    public static TargetPattern parse(String text) {
        var form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw malformed(text);
        }
        var labels = labels(form.group("host"));
        if (!isAddress(form.group("host"))
                && !labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
            throw malformed(text);
        }
        var port = form.group("port");
        if (port != null && (Integer.parseInt(port) == 0 || Integer.parseInt(port) > HIGHEST_PORT)) {
            throw malformed(text);
        }
        return new TargetPattern(text, labels, port == null ? null : Integer.valueOf(port));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is not a pattern of targets: write a host, in which * stands for one or more labels, and a port"
                + " if only one is meant, such as *.shop.svc or api.example.com:443");
    }

    /** Whether this host and port may be connected to. */
    public boolean matches(String host, int port) {
        return (this.port == null || this.port == port) && matches(labels(host.toLowerCase(Locale.ROOT)), 0, 0);
    }

    private boolean matches(List<String> host, int from, int pattern) {
        if (pattern == labels.size()) {
            return from == host.size();
        }
        if (from == host.size() || host.get(from).isEmpty()) {
            return false;
        }
        if (!labels.get(pattern).equals(ANY)) {
            return labels.get(pattern).equals(host.get(from)) && matches(host, from + 1, pattern + 1);
        }
        return matches(host, from + 1, pattern + 1) || matches(host, from + 1, pattern);
    }

    /** An IPv6 address is one label, whatever it holds. */
    private static List<String> labels(String host) {
        if (host.indexOf(':') >= 0) {
            return List.of(isAddress(host) ? host.substring(1, host.length() - 1) : host);
        }
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return List.of(name.split("\\.", -1));
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") && host.endsWith("]");
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
