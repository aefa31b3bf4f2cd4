package dev.plimsoll.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.Fuzz;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever cookies and redirects a target sends, what follows is a request to the target, or none. */
class SessionFuzzTest {
    private static final Target TARGET = new Target("http", "shop.example", 8080, "", null);
    private static final long NOW = 1_774_951_384_000L;

    /** What means something to somebody, and what should mean nothing. */
    private static final List<String> PIECES = List.of(
            "http://",
            "https:",
            "//",
            "/",
            "..",
            ".",
            "?",
            "#",
            ":",
            "@",
            "[",
            "]",
            "::1",
            "%",
            "%2f",
            "%zz",
            "\\",
            "&",
            "=",
            ";",
            ",",
            " ",
            "\t",
            "\r",
            "\n",
            "\0",
            "\u0085",
            "\u00fc",
            "\ud800",
            "\ud83d\ude00",
            "\"",
            "'",
            "{",
            "}",
            "|",
            "^",
            "shop.example",
            "8080",
            ":8080",
            "99999999999",
            "-1",
            "0",
            "a",
            "A",
            "sid",
            "Path",
            "Domain",
            "Max-Age",
            "Expires",
            "Secure",
            "HttpOnly",
            "Tue, 31 Mar 2026 10:03:05 GMT",
            "31-Feb-99 25:61:61",
            "mar");

    private static String text(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    @Test
    void shouldMakeARequestToTheTargetOrNoneOfWhateverItIsSent() throws IOException {
        Fuzz.repeat("redirects with cookies", random -> {
            var jar = new CookieJar(TARGET);
            var message = new Message("POST", TARGET.authority(), "/cart?id=1", List.of(), new byte[1]);
            int status = List.of(301, 302, 303, 307, 308).get(random.nextInt(5));
            for (int hop = 0; hop < 3 && message != null; hop++) {
                jar.take(List.of(text(random), "sid=" + text(random) + ";" + text(random)), message.path(), NOW);
                Request.once(jar.addTo(message, NOW), Keep.HEAD);
                message = new Redirect(TARGET).next(message, status, text(random));
                assertThat(message == null || message.authority().equals(TARGET.authority()))
                        .isTrue();
            }
            return (message == null ? "led nowhere" : "followed") + (jar.isEmpty() ? "" : " with cookies");
        });
    }
}
