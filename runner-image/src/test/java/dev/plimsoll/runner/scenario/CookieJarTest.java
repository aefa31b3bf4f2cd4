package dev.plimsoll.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieJarTest {
    private static final long NOW = 1_774_951_384_000L; // 2026-03-31T10:03:04Z

    private final CookieJar jar = new CookieJar(new Target("http", "shop.example", 80, "", null));

    private void take(String requestPath, String... fields) {
        jar.take(List.of(fields), requestPath, NOW);
    }

    private String sentTo(String path) {
        return sentTo(path, NOW);
    }

    private String sentTo(String path, long at, Message.Field... own) {
        var message = new Message("GET", "shop.example", path, List.of(own), new byte[0]);
        return jar.addTo(message, at).fields().stream()
                .filter(field -> field.name().equals("Cookie"))
                .map(Message.Field::value)
                .reduce("", (a, b) -> a + b);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sid=1|sid=1",
                "sid=1; HttpOnly; SameSite=Lax; Priority=High|sid=1",
                "sid = a=b ; path=/|sid=a=b",
                "sid=\"quoted\"|sid=\"quoted\"",
                "sid=|sid=",
                "sid=1; Domain=shop.example|sid=1",
                "sid=1; domain=.EXAMPLE|sid=1",
                "sid=1; Domain=other.example; Domain=shop.example|sid=1",
                "sid=1; Max-Age=60|sid=1",
                "sid=1; Max-Age=999999999999999999|sid=1",
                "sid=1; Max-Age=x|sid=1",
                "sid=1; Expires=Tue, 31 Mar 2026 10:03:05 GMT|sid=1",
                "sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60|sid=1",
                "sid=1; Expires=nonsense|sid=1",
            })
    void shouldKeepWhatIsSet(String field, String sent) {
        take("/", field);
        assertThat(sentTo("/cart")).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense",
                "=1",
                "sid=1; Domain=other.example",
                "sid=1; Domain=op.example",
                "sid=1; Domain=shop.example; Domain=other.example",
                "sid=1; Secure",
                "sid=1; Max-Age=0",
                "sid=1; Max-Age=-5; Expires=Tue, 31 Mar 2099 10:03:05 GMT",
                "sid=1; Expires=Tue, 31 Mar 2026 10:03:04 GMT",
                "sid=1; Expires=Tuesday, 31-Mar-26 10:03:04 GMT",
                "sid=1; Path=/other",
            })
    void shouldNotSendWhatIsNotForThisRequest(String field) {
        take("/", field);
        assertThat(sentTo("/cart")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.0.1, 0", "10.0.0.1, 6"})
    void shouldNotTakeAPartOfAnAddressForADomain(String domain, int characters) {
        var atAddress = new CookieJar(new Target("http", "10.0.0.1", 80, "", null));
        atAddress.take(List.of("sid=12; Domain=" + domain), "/", NOW);
        assertThat(atAddress.characters()).isEqualTo(characters);
    }

    @Test
    void shouldNotBeSplitByAControlCharacter() {
        take("/", "sid=1\r\nX: y");
        assertThat(sentTo("/")).isEmpty();
    }

    @Test
    void shouldSendSecureCookiesWhenTheTargetIsEncrypted() {
        var encrypted = new CookieJar(new Target("https", "shop.example", 443, "", null));
        encrypted.take(List.of("sid=1; Secure"), "/", NOW);
        assertThat(encrypted.value("sid")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b?x=/c/d, '', /a, true",
        "/a/b, '', /a/c, true",
        "/a/b, '', /a?q=1, true",
        "/a/b, '', /ab, false",
        "/a/b, '', /, false",
        "/, /a, /a/x, true",
        "/, /a/, /a, false",
        "/x/y, a, /x/z, true",
    })
    void shouldGoToItsPathAndBelow(String setBy, String path, String requested, boolean sent) {
        take(setBy, path.isEmpty() ? "sid=1" : "sid=1; Path=" + path);
        assertThat(sentTo(requested)).isEqualTo(sent ? "sid=1" : "");
    }

    @Test
    void shouldPutLongerPathsFirstAndBehindWhatTheRequestHas() {
        take("/", "a=1; Path=/", "b=2; Path=/cart", "c=3; Path=/");
        assertThat(sentTo("/cart", NOW, new Message.Field("cookie", "own=0"))).isEqualTo("own=0; b=2; a=1; c=3");
    }

    @Test
    void shouldReplaceAndTakeAway() {
        take("/", "a=1; Path=/", "b=2; Path=/");
        take("/", "a=3; Path=/");
        assertThat(sentTo("/")).isEqualTo("a=3; b=2");
        take("/", "a=; Path=/; Max-Age=0");
        assertThat(sentTo("/")).isEqualTo("b=2");
    }

    @Test
    void shouldNotSendWhatIsOver() {
        take("/", "a=1; Max-Age=60");
        assertThat(sentTo("/", NOW + 59_999)).isEqualTo("a=1");
        assertThat(sentTo("/", NOW + 60_000)).isEmpty();
    }

    @Test
    void shouldKeepTheNewestWhenThereAreTooMany() {
        IntStream.range(0, CookieJar.MOST_COOKIES + 5).forEach(i -> take("/", "c" + i + "=1"));
        assertThat(jar.value("c4")).isNull();
        assertThat(jar.value("c5")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT|784111777000",
                "Sunday, 06-Nov-94 08:49:37 GMT|784111777000",
                "Sun Nov  6 08:49:37 1994|784111777000",
                "6 nov 2069 8:49:37|3150953377000",
            })
    void shouldReadTheDatesThatServersWrite(String text, long millis) {
        assertThat(CookieDate.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "Sun, 06 Nov 1994", "31 Feb 2026 10:00:00", "1 Jan 2026 25:00:00"})
    void shouldNotReadWhatIsNoDate(String text) {
        assertThat(CookieDate.parse(text)).isNull();
    }
}
