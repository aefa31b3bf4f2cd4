package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.runner.http.Message.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
    private static String encode(String method, String path, String body, Field... fields) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var message = new Message(method, "checkout.shop.svc:8080", path, List.of(fields), bytes);
        return new String(RequestEncoder.encode(message), StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteAMessageWithItsHost() {
        assertThat(encode("GET", "/cart?id=1", "", new Field("Accept", "*/*"), new Field("Accept", "a/b")))
                .hasLineCount(5)
                .startsWith("GET /cart?id=1 HTTP/1.1\r\nHost: checkout.shop.svc:8080\r\n")
                .endsWith("\r\nAccept: */*\r\nAccept: a/b\r\n\r\n");
    }

    @Test
    void shouldCountTheBytesOfTheBodyNotItsLetters() {
        assertThat(encode("POST", "/cart", "für")).endsWith("Content-Length: 4\r\n\r\nfür");
    }

    @Test
    void shouldSayThatThereIsNoBodyWhenTheMethodUsuallyHasOne() {
        assertThat(encode("POST", "/cart", "")).endsWith("\r\nContent-Length: 0\r\n\r\n");
        assertThat(encode("DELETE", "/cart", "")).doesNotContain("Content-Length");
    }

    @Test
    void shouldAddNothingThatIsThereAlready() {
        assertThat(encode("POST", "/cart", "ab", new Field("host", "a.b"), new Field("content-length", "2")))
                .isEqualTo("POST /cart HTTP/1.1\r\nhost: a.b\r\ncontent-length: 2\r\n\r\nab");
        assertThat(encode("POST", "/cart", "0\r\n\r\n", new Field("Transfer-Encoding", "chunked")))
                .doesNotContain("Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nX: y", "/ä", "/\u0000"})
    void shouldRefuseAPathThatWouldBreakTheMessage(String path) {
        assertThatThrownBy(() -> encode("GET", path, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path '" + path);
    }

    @Test
    void shouldRefuseHeadersAndMethodsThatWouldBreakTheMessage() {
        assertThatThrownBy(() -> encode("GET", "/", "", new Field("A", "b\r\nC: d")))
                .hasMessageContaining("header A holds a control character");
        assertThatThrownBy(() -> encode("GET", "/", "", new Field("A:", "b"))).hasMessageContaining("no HTTP token");
        assertThatThrownBy(() -> encode("GET /", "/", "")).hasMessageContaining("no HTTP token");
    }
}
