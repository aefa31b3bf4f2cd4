package dev.plimsoll.runner.scenario;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cookie as a {@code Set-Cookie} field has it (RFC 6265, 5.2 and 5.3).
 *
 * @param path requests to it, and below it, carry the cookie
 * @param secure whether only encrypted requests carry it
 * @param expiresEpochMillis when it ends; {@link Long#MAX_VALUE} for with the session
 */
record Cookie(String name, String value, String path, boolean secure, long expiresEpochMillis) {
    private static final int MOST_CHARACTERS = 4096;
    private static final String ADDRESS = ".*:.*|[0-9.]+";
    private static final long MILLIS = 1_000;

    /**
     * Reads a field.
     *
     * @param host that sent it
     * @param requestPath path of the request that it answers, without its query
     * @return null when the field sets no cookie, or one for another host
     */
    static @Nullable Cookie read(String field, String host, String requestPath, long nowEpochMillis) {
        var parts = field.split(";", -1);
        int equals = parts[0].indexOf('=');
        if (equals < 0
                || parts[0].length() > MOST_CHARACTERS
                || parts[0].chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        var name = parts[0].substring(0, equals).strip();
        var path = directoryOf(requestPath);
        boolean secure = false;
        Long expires = null;
        Long maxAge = null;
        var domain = "";
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('=');
            var attribute =
                    (at < 0 ? parts[i] : parts[i].substring(0, at)).strip().toLowerCase(Locale.ROOT);
            var value = at < 0 ? "" : parts[i].substring(at + 1).strip();
            switch (attribute) {
                case "path" -> path = value.startsWith("/") ? value : directoryOf(requestPath);
                case "domain" -> domain = value;
                case "secure" -> secure = true;
                case "max-age" -> maxAge = endOf(value, nowEpochMillis, maxAge);
                case "expires" -> expires = orElse(CookieDate.parse(value), expires);
                default -> {} // HttpOnly, SameSite and the like are for browsers
            }
        }
        var end = orElse(maxAge, orElse(expires, Long.MAX_VALUE));
        return name.isEmpty() || !isOf(host, domain)
                ? null
                : new Cookie(name, parts[0].substring(equals + 1).strip(), path, secure, end == null ? 0 : end);
    }

    private static @Nullable Long orElse(@Nullable Long value, @Nullable Long other) {
        return value == null ? other : value;
    }

    private static @Nullable Long endOf(String seconds, long now, @Nullable Long before) {
        if (!seconds.matches("-?[0-9]{1,18}")) {
            return before;
        }
        long age = Long.parseLong(seconds);
        return age <= 0 ? 0 : age > (Long.MAX_VALUE - now) / MILLIS ? Long.MAX_VALUE : now + age * MILLIS;
    }

    /** Whether a {@code Domain} of a cookie is a host, or holds it (RFC 6265, 5.1.3): it never holds an address. */
    private static boolean isOf(String host, String domain) {
        var wanted = (domain.startsWith(".") ? domain.substring(1) : domain).toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return wanted.isEmpty() || own.equals(wanted) || (own.endsWith("." + wanted) && !own.matches(ADDRESS));
    }

    /** The default path (RFC 6265, 5.1.4). */
    private static String directoryOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Whether it is the same cookie, set anew. */
    boolean replaces(Cookie other) {
        return name.equals(other.name) && path.equals(other.path);
    }

    int characters() {
        return name.length() + value.length() + path.length();
    }

    boolean isOver(long nowEpochMillis) {
        return expiresEpochMillis <= nowEpochMillis;
    }

    /** Whether a request to a path carries it (RFC 6265, 5.1.4). */
    boolean goesTo(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length()
                        || path.endsWith("/")
                        || requestPath.charAt(path.length()) == '/');
    }
}
