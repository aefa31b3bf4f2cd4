package dev.plimsoll.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Step.Header;
import dev.plimsoll.engine.contract.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
    private static final RequestEncoder ENCODER =
            new RequestEncoder(new Target("http", "checkout.shop.svc", 8080, "/api", null));

    private static String encode(String method, String path, String body, Header... headers) {
        var step = new Step.Request("cart", method, path, List.of(headers), body, List.of(), 1);
        return new String(ENCODER.encode(step), StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteAMessageWithHostAndBasePath() {
        assertThat(encode("GET", "/cart?id=1", "", new Header("Accept", "*/*"), new Header("Accept", "a/b")))
                .hasLineCount(5)
                .startsWith("GET /api/cart?id=1 HTTP/1.1\r\nHost: checkout.shop.svc:8080\r\n")
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
        assertThat(encode("POST", "/cart", "ab", new Header("host", "a.b"), new Header("content-length", "2")))
                .isEqualTo("POST /api/cart HTTP/1.1\r\nhost: a.b\r\ncontent-length: 2\r\n\r\nab");
        assertThat(encode("POST", "/cart", "0\r\n\r\n", new Header("Transfer-Encoding", "chunked")))
                .doesNotContain("Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nX: y", "/ä", "/\u0000"})
    void shouldRefuseAPathThatWouldBreakTheMessage(String path) {
        assertThatThrownBy(() -> encode("GET", path, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step cart: path");
    }

    @Test
    void shouldRefuseHeadersAndMethodsThatWouldBreakTheMessage() {
        assertThatThrownBy(() -> encode("GET", "/", "", new Header("A", "b\r\nC: d")))
                .hasMessageContaining("header A holds a control character");
        assertThatThrownBy(() -> encode("GET", "/", "", new Header("A:", "b"))).hasMessageContaining("no HTTP token");
        assertThatThrownBy(() -> encode("GET /", "/", "")).hasMessageContaining("no HTTP token");
    }
}
