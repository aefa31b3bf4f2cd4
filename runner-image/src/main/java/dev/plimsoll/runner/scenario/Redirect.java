package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.template.Escape;
import dev.plimsoll.runner.http.Message;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads (RFC 9110, 15.4). Only to the target itself: whoever answers for a target may not choose whom
 * the load falls upon.
 */
final class Redirect {
    private static final Set<String> OF_A_BODY =
            Set.of("content-type", "content-length", "content-encoding", "content-language", "transfer-encoding");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final byte[] NO_BODY = {};

    private final Target target;

    Redirect(Target target) {
        this.target = target;
    }

    /** Whether a status asks to go elsewhere. */
    static boolean isOne(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** The message to send next; null when the redirect leads nowhere, or to somebody else. */
    @Nullable
    Message next(Message message, int status, @Nullable String location) {
        var path = location == null ? null : pathAt(message.path(), location);
        if (path == null) {
            return null;
        }
        boolean get = status == 303 || (status < 303 && "POST".equals(message.method()));
        if (!get || "HEAD".equals(message.method())) {
            return new Message(message.method(), message.authority(), path, message.fields(), message.body());
        }
        var fields = message.fields().stream()
                .filter(field -> !OF_A_BODY.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Message("GET", message.authority(), path, fields, NO_BODY);
    }

    private @Nullable String pathAt(String from, String location) {
        int fragment = location.indexOf('#');
        var reference = Escape.URL_PART.of(fragment < 0 ? location : location.substring(0, fragment));
        if (reference.isEmpty() || reference.startsWith("?")) {
            int query = from.indexOf('?'); // URI resolves these as RFC 2396 had it, without the last segment
            return (query < 0 ? from : from.substring(0, query)) + reference;
        }
        try {
            var uri = URI.create(target.scheme() + "://" + target.authority() + Escape.URL_PART.of(from))
                    .resolve(reference);
            return isTarget(uri) ? pathOf(uri) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isTarget(URI uri) {
        var host = uri.getHost();
        return target.scheme().equalsIgnoreCase(uri.getScheme())
                && host != null
                && host.replaceAll("[\\[\\]]", "").equalsIgnoreCase(target.host())
                && portOf(uri) == target.port();
    }

    private int portOf(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(target.scheme()) ? HTTPS : HTTP;
    }

    private static String pathOf(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
