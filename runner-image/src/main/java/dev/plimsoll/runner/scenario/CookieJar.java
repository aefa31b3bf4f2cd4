package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cookies of one session at the one host that it talks to (RFC 6265). */
final class CookieJar {
    /** Most cookies of a session; the oldest go first. */
    static final int MOST_COOKIES = 50;

    private final String host;
    private final boolean encrypted;
    private final ArrayList<Cookie> cookies = new ArrayList<>(0);

    CookieJar(Target target) {
        host = target.host();
        encrypted = "https".equals(target.scheme());
    }

    void clear() {
        if (!cookies.isEmpty()) {
            cookies.clear();
        }
    }

    /** How many characters they have together. */
    int characters() {
        int sum = 0;
        for (int i = 0; i < cookies.size(); i++) {
            sum += cookies.get(i).characters();
        }
        return sum;
    }

    boolean isEmpty() {
        return cookies.isEmpty();
    }

    /** Takes what a response sets; a cookie that is over is taken away. */
    void take(List<String> setCookieFields, String requestPath, long nowEpochMillis) {
        for (var field : setCookieFields) {
            var cookie = Cookie.read(field, host, pathOnly(requestPath), nowEpochMillis);
            if (cookie != null && (encrypted || !cookie.secure())) {
                put(cookie, nowEpochMillis);
            }
        }
    }

    private void put(Cookie cookie, long now) {
        int place = 0;
        while (place < cookies.size() && !cookie.replaces(cookies.get(place))) {
            place++;
        }
        boolean there = place < cookies.size();
        if (cookie.isOver(now)) {
            if (there) {
                cookies.remove(place);
            }
        } else if (there) {
            cookies.set(place, cookie);
        } else {
            cookies.add(cookie);
        }
        if (cookies.size() > MOST_COOKIES) {
            cookies.removeFirst();
        }
    }

    /** The value of a cookie, whatever its path; null when there is none. */
    @Nullable
    String value(String name) {
        for (var cookie : cookies) {
            if (cookie.name().equals(name)) {
                return cookie.value();
            }
        }
        return null;
    }

    /** The message with its cookies, behind those that it has itself: longer paths come first, then older cookies. */
    Message addTo(Message message, long nowEpochMillis) {
        cookies.removeIf(cookie -> cookie.isOver(nowEpochMillis));
        var path = pathOnly(message.path());
        var mine = cookies.stream()
                .filter(cookie -> cookie.goesTo(path))
                .sorted(Comparator.comparingInt((Cookie cookie) -> cookie.path().length())
                        .reversed())
                .map(cookie -> cookie.name() + "=" + cookie.value());
        var own = message.fields().stream().filter(CookieJar::isCookie).map(Message.Field::value);
        var all = Stream.concat(own, mine).collect(Collectors.joining("; "));
        if (all.isEmpty()) {
            return message;
        }
        var fields = Stream.concat(
                        message.fields().stream().filter(field -> !isCookie(field)),
                        Stream.of(new Message.Field("Cookie", all)))
                .toList();
        return new Message(message.method(), message.authority(), message.path(), fields, message.body());
    }

    private static boolean isCookie(Message.Field field) {
        return field.name().toLowerCase(Locale.ROOT).equals("cookie");
    }

    private static String pathOnly(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
