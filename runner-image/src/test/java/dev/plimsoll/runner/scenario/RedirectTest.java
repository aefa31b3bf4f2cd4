package dev.plimsoll.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private final Redirect redirect = new Redirect(new Target("http", "shop.example", 80, "", null));

    private static Message message(String method) {
        var fields = List.of(new Message.Field("Content-Type", "text/plain"), new Message.Field("X", "y"));
        return new Message(method, "shop.example", "/a/b?q=1", fields, "text".getBytes(StandardCharsets.UTF_8));
    }

    private Message follow(String method, int status, String location) {
        var next = redirect.next(message(method), status, location);
        assertThat(next).as(location).isNotNull();
        return Objects.requireNonNull(next);
    }

    @ParameterizedTest
    @CsvSource({
        "/cart, /cart",
        "c, /a/c",
        "../c?d=1#e, /c?d=1",
        "?r=2, /a/b?r=2",
        "#top, /a/b",
        "http://shop.example/x, /x",
        "HTTP://SHOP.EXAMPLE:80, /",
        "//shop.example/x?y, /x?y",
        "/späti é, /sp%C3%A4ti%20%C3%A9",
        "/a%20b, /a%20b",
    })
    void shouldFindTheWayOnTheTarget(String location, String path) {
        assertThat(follow("GET", 302, location).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example/",
                "//other.example/",
                "https://shop.example/",
                "http://shop.example:8080/",
                "http://shop.example.evil.example/",
                "http://shop.example@evil.example/",
                "ftp://shop.example/",
                "mailto:a@shop.example",
                "http:///x",
                "http://[::1",
            })
    void shouldNeverLeaveTheTarget(String location) {
        assertThat(redirect.next(message("GET"), 302, location)).isNull();
    }

    @Test
    void shouldLeadNowhereWithoutALocation() {
        assertThat(redirect.next(message("GET"), 302, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, false",
        "302, POST, GET, false",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "303, HEAD, HEAD, true",
        "301, PUT, PUT, true",
        "302, DELETE, DELETE, true",
        "307, POST, POST, true",
        "308, POST, POST, true",
    })
    void shouldKeepOrDropMethodAndBodyByTheStatus(int status, String method, String next, boolean body) {
        var message = follow(method, status, "/x");
        assertThat(message.method()).isEqualTo(next);
        assertThat(message.body().length > 0).isEqualTo(body);
        assertThat(message.fields()).extracting(Message.Field::name).contains("X");
        assertThat(message.fields().stream().anyMatch(field -> field.name().equals("Content-Type")))
                .isEqualTo(body);
    }

    @Test
    void shouldKnowAddressesInBrackets() {
        var six = new Redirect(new Target("http", "::1", 8080, "", null));
        var message = new Message("GET", "[::1]:8080", "/", List.of(), new byte[0]);
        assertThat(six.next(message, 302, "http://[::1]:8080/x")).isNotNull();
        assertThat(six.next(message, 302, "http://[::2]:8080/x")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"300,false", "301,true", "302,true", "303,true", "304,false", "307,true", "308,true", "200,false"})
    void shouldKnowWhatARedirectIs(int status, boolean is) {
        assertThat(Redirect.isOne(status)).isEqualTo(is);
    }
}
