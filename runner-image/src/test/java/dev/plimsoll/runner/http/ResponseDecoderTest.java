package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.http.ResponseDecoder.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseDecoderTest {
    /** One response after another, as a kept-alive connection delivers them, each with the status that must be told. */
    private static final List<String> STREAM = List.of(
            lines("HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"),
            lines("HTTP/1.1 201", "content-length:0", "", ""),
            "HTTP/1.1 202 \nContent-LENGTH: \t 3 \n\nabc",
            lines("HTTP/1.1 100 Continue", "", "HTTP/1.1 103 Early Hints", "Link: </a>", "")
                    + lines("", "HTTP/1.1 203 x", "Content-Length: 1", "", "."),
            lines("HTTP/1.1 204 No Content", "Content-Length: 99", "", ""),
            lines("HTTP/1.1 304 Not Modified", "Transfer-Encoding: chunked", "", ""),
            lines("HTTP/1.1 206 x", "Transfer-Encoding: gzip, Chunked", "", "5;name=\"v\"", "hello", "A", "0123456789")
                    + lines("", "0", "X-Sum: 1", "", ""),
            lines("HTTP/1.1 207 x", "X-Folded: a", " b", "\tc", "Set-Cookie: a", "Set-Cookie: b")
                    + lines("", "Content-Length: 2", "Content-Length: 2", "", "ok"),
            lines("HTTP/1.1 208 x", "Transfer-Encoding: chunked", "Content-Length: 4", "", "000", "", ""));

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static ResponseDecoder decoder(boolean head) {
        var decoder = new ResponseDecoder(new BodyMemory(Response.MOST_BODY_BYTES));
        decoder.expect(head, Keep.NOTHING);
        return decoder;
    }

    private static Progress decode(String text) {
        return decoder(false).decode(bytes(text));
    }

    /** The statuses of a stream that comes cut at these places, with nothing lost or left between responses. */
    private static List<Integer> statuses(String stream, List<Integer> cuts) {
        var decoder = decoder(false);
        var found = new ArrayList<Integer>();
        var rest = bytes(stream);
        for (int cut : cuts) {
            var part = rest.readSlice(Math.min(cut, rest.readableBytes()));
            while (part.isReadable()) {
                if (decoder.decode(part) == Progress.COMPLETE) {
                    found.add(decoder.response().status());
                    decoder.expect(false, Keep.NOTHING);
                }
            }
        }
        return found;
    }

    @Property(tries = 300)
    void shouldFindTheSameResponsesHoweverTheStreamIsCut(@ForAll("cuts") List<Integer> cuts) {
        assertThat(statuses(String.join("", STREAM), cuts))
                .isEqualTo(IntStream.range(200, 209)
                        .mapToObj(status -> status == 205 ? 304 : status)
                        .toList());
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        int length = String.join("", STREAM).length();
        return Arbitraries.integers().between(1, 40).list().ofSize(length);
    }

    @Property(tries = 2_000)
    void shouldNeitherThrowNorReadPastTheEndWhenBytesAreMangled(
            @ForAll("positions") int position, @ForAll byte mangled, @ForAll("positions") int cut) {
        var whole = String.join("", STREAM).getBytes(ISO_8859_1);
        whole[position % whole.length] = mangled;
        var decoder = decoder(false);
        var first = Unpooled.wrappedBuffer(whole, 0, cut % whole.length);
        if (decoder.decode(first) == Progress.PARTIAL) {
            assertThat(first.isReadable()).isFalse();
            assertThat(decoder.decode(Unpooled.wrappedBuffer(whole))).isNotNull();
        }
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, 2_000);
    }

    @Test
    void shouldReadByteByByte() {
        var stream = String.join("", STREAM);
        assertThat(statuses(
                        stream,
                        IntStream.range(0, stream.length()).mapToObj(i -> 1).toList()))
                .hasSize(STREAM.size());
    }

    @Test
    void shouldLeaveBytesOfTheNextResponseUnread() {
        var in = bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP");
        assertThat(decoder(false).decode(in)).isEqualTo(Progress.COMPLETE);
        assertThat(in.toString(ISO_8859_1)).isEqualTo("HTTP");
    }

    @Test
    void shouldSkipNoBodyWhenTheRequestWasHead() {
        var decoder = decoder(true);
        assertThat(decoder.decode(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")))
                .isEqualTo(Progress.COMPLETE);
        assertThat(decoder.keepAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200 OK\r\n\r\nabc", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc"})
    void shouldReadTheBodyToTheEndOfTheConnectionWhenNothingTellsItsLength(String response) {
        var decoder = decoder(false);
        assertThat(decoder.decode(bytes(response))).isEqualTo(Progress.PARTIAL);
        assertThat(decoder.endOfStream()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void shouldNotBeCompleteWhenTheConnectionEndsEarly() {
        var decoder = decoder(false);
        decoder.decode(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"));
        assertThat(decoder.endOfStream()).isEqualTo(Progress.PARTIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: Keep-Alive, Close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void shouldNotKeepTheConnectionWhenTheServerEndsIt(String response) {
        var decoder = decoder(false);
        assertThat(decoder.decode(bytes(response))).isEqualTo(Progress.COMPLETE);
        assertThat(decoder.keepAlive()).isFalse();
    }

    @Test
    void shouldKeepTheConnectionWhenAnOldServerOffersIt() {
        var decoder = decoder(false);
        decoder.decode(bytes("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"));
        assertThat(decoder.keepAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\r\n",
                "\r\n",
                "HTTP/2 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "HTTP/1.1 099 OK\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n",
                "HTTP/1.1 200 OK\r\n: no name\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: five\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n 6\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"
            })
    void shouldRefuseWhatIsNoResponse(String bytes) {
        assertThat(decode(bytes)).isEqualTo(Progress.MALFORMED);
    }

    @Test
    void shouldRefuseAHeadWithoutEnd() {
        assertThat(decode("HTTP/1.1 200 OK\r\nX: " + "a".repeat(ResponseDecoder.MAX_HEAD)))
                .isEqualTo(Progress.MALFORMED);
        assertThat(decode("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(ResponseDecoder.MAX_HEAD / 6)))
                .isEqualTo(Progress.MALFORMED);
        assertThat(decode("HTTP/1.1 100 Continue\r\n\r\n".repeat(ResponseDecoder.MAX_HEAD / 25 + 1)))
                .isEqualTo(Progress.MALFORMED);
    }

    @Test
    void shouldReadManyChunksThoughTheirSizesExceedTheLimitOfAHead() {
        var body = "1\r\nx\r\n".repeat(ResponseDecoder.MAX_HEAD);
        assertThat(decode("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + "0\r\n\r\n"))
                .isEqualTo(Progress.COMPLETE);
    }
}
