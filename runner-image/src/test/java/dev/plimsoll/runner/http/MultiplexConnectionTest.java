package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiplexConnectionTest {
    private static final String[] OK = {":status", "200", "content-type", "text/plain"};

    private static ServerFrames server() {
        return new ServerFrames().settings();
    }

    private static List<String> sent(Http2Wire wire) throws Exception {
        var sent = new SentFrames();
        wire.readSent(sent);
        return sent.lines();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000_000})
    void shouldReadInterleavedResponsesHoweverTheyAreCut(int piece) {
        var wire = new Http2Wire();
        var first = wire.get();
        var second = wire.get();
        var third = wire.get();
        var frames = server().head(3, false, ":status", "103", "link", "</a>")
                .head(1, false, 3, OK)
                .head(3, false, ":status", "201", "content-length", "5")
                .padded(3, false, "he", 200)
                .frame(Http2FrameTypes.PRIORITY, 0, 3, new byte[5])
                .data(1, false, "body ")
                .frame(0x77, 0xff, 1, new byte[30])
                .data(3, true, "llo")
                .data(1, false, "of one")
                .head(5, true, ":status", "204")
                .head(1, true, "x-sum", "1");
        wire.begin().feed(frames.bytes(), _ -> piece);
        assertThat(first.end()).isNotNull().extracting(Http2Wire.End::text).isEqualTo("body of one");
        assertThat(second.end()).isNotNull().extracting(Http2Wire.End::text).isEqualTo("hello");
        assertThat(List.of(first.status(), second.status(), third.status())).containsExactly(200, 201, 204);
        assertThat(wire.isOpen()).isTrue();
        wire.finish();
    }

    private static Arguments wrong(String what, Http2Error error, Consumer<ServerFrames> frames) {
        return Arguments.of(what, error, frames);
    }

    static Stream<Arguments> streamsThatAreWrong() {
        return Stream.of(
                wrong("data before a head", Http2Error.PROTOCOL_ERROR, s -> s.data(1, true, "a")),
                wrong("no status", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, "a", "b")),
                wrong("no number", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "2x0")),
                wrong("short status", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "20")),
                wrong("switching", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "101")),
                wrong(
                        "two statuses",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, true, ":status", "200", ":status", "200")),
                wrong("a method", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":method", "GET")),
                wrong("upper case", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "200", "X-A", "b")),
                wrong("empty name", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "200", "", "b")),
                wrong(
                        "connection",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, true, ":status", "200", "connection", "close")),
                wrong(
                        "two lengths",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, false, ":status", "200", "content-length", "1", "content-length", "2")),
                wrong(
                        "no length",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, false, ":status", "200", "content-length", "-1")),
                wrong(
                        "too short",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, false, ":status", "200", "content-length", "5")
                                .data(1, true, "four")),
                wrong("end of interim", Http2Error.PROTOCOL_ERROR, s -> s.head(1, true, ":status", "103")),
                wrong(
                        "a second head",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, false, OK).head(1, false, OK)),
                wrong(
                        "status in trailers",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, false, OK).head(1, true, ":status", "200")),
                wrong("no wider window", Http2Error.PROTOCOL_ERROR, s -> s.windowUpdate(1, 0)),
                wrong("window too wide", Http2Error.FLOW_CONTROL_ERROR, s -> s.windowUpdate(1, Integer.MAX_VALUE)),
                wrong(
                        "long head",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, true, 16_000, ":status", "200", "a", "b".repeat(70_000))),
                wrong("endless interim heads", Http2Error.PROTOCOL_ERROR, s -> {
                    for (int i = 0; i < 20; i++) {
                        s.head(1, false, ":status", "103", "a", "b".repeat(4_000));
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamsThatAreWrong")
    void shouldFailTheStreamAloneWhenItIsNoResponse(String what, Http2Error error, Consumer<ServerFrames> frames)
            throws Exception {
        var wire = new Http2Wire();
        var wrong = wire.get();
        var right = wire.get();
        var server = server();
        frames.accept(server);
        wire.begin().feed(server.head(3, true, OK));
        assertThat(wrong.kind()).as(what).isEqualTo(ErrorKind.UNREADABLE_RESPONSE);
        assertThat(right.status()).isEqualTo(200);
        assertThat(sent(wire)).contains("reset 1 " + error);
        assertThat(wire.isOpen()).isTrue();
        wire.finish();
    }

    private static ServerFrames pings(ServerFrames server, int count) {
        for (int i = 0; i < count; i++) {
            server.frame(Http2FrameTypes.PING, 0, 0, new byte[8]);
        }
        return server;
    }

    private static ServerFrames data(ServerFrames server, int count, int length) {
        for (int i = 0; i < count; i++) {
            server.data(1, false, "x".repeat(length));
        }
        return server;
    }

    static Stream<Arguments> connectionsThatAreWrong() {
        int end = Http2Flags.END_HEADERS;
        return Stream.of(
                wrong("frame too large", Http2Error.FRAME_SIZE_ERROR, s -> s.data(1, false, "a".repeat(16_385))),
                wrong("data on no stream", Http2Error.PROTOCOL_ERROR, s -> s.data(0, false, "a")),
                wrong("stream never opened", Http2Error.PROTOCOL_ERROR, s -> s.head(5, true, OK)),
                wrong("stream of the server", Http2Error.PROTOCOL_ERROR, s -> s.data(2, true, "a")),
                wrong("reset of none", Http2Error.PROTOCOL_ERROR, s -> s.reset(7, 0)),
                wrong("window of none", Http2Error.PROTOCOL_ERROR, s -> s.windowUpdate(7, 1)),
                wrong(
                        "push",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.frame(Http2FrameTypes.PUSH_PROMISE, end, 1, ServerFrames.number(2))),
                wrong(
                        "continuation of nothing",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.frame(Http2FrameTypes.CONTINUATION, end, 1)),
                wrong(
                        "data within a head",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.frame(Http2FrameTypes.HEADERS, 0, 1, new byte[1]).data(1, true, "a")),
                wrong(
                        "index of nothing",
                        Http2Error.COMPRESSION_ERROR,
                        s -> s.frame(Http2FrameTypes.HEADERS, end, 1, (byte) 0xff, (byte) 0x20)),
                wrong(
                        "cut field",
                        Http2Error.COMPRESSION_ERROR,
                        s -> s.frame(Http2FrameTypes.HEADERS, end, 1, (byte) 0x40, (byte) 0x0a, (byte) 'a')),
                wrong(
                        "table too large",
                        Http2Error.COMPRESSION_ERROR,
                        s -> s.frame(Http2FrameTypes.HEADERS, end, 1, (byte) 0x3f, (byte) 0xe2, (byte) 0x1f)),
                wrong(
                        "too much padding",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.frame(Http2FrameTypes.DATA, Http2Flags.PADDED, 1, (byte) 9)),
                wrong(
                        "odd settings",
                        Http2Error.FRAME_SIZE_ERROR,
                        s -> s.frame(Http2FrameTypes.SETTINGS, 0, 0, new byte[5])),
                wrong(
                        "frames too small",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.settings(Http2CodecUtil.SETTINGS_MAX_FRAME_SIZE, 1)),
                wrong("window too wide", Http2Error.FLOW_CONTROL_ERROR, s -> s.windowUpdate(0, Integer.MAX_VALUE)),
                wrong(
                        "windows too wide by a setting",
                        Http2Error.FLOW_CONTROL_ERROR,
                        s -> s.windowUpdate(1, 1_000_000)
                                .settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)),
                wrong("short ping", Http2Error.FRAME_SIZE_ERROR, s -> s.frame(Http2FrameTypes.PING, 0, 0, new byte[7])),
                wrong("pings without end", Http2Error.ENHANCE_YOUR_CALM, s -> pings(s, 10_001)),
                wrong("data without data", Http2Error.ENHANCE_YOUR_CALM, s -> data(s.head(1, false, OK), 101, 0)),
                wrong(
                        "head without end",
                        Http2Error.PROTOCOL_ERROR,
                        s -> s.head(1, true, 16_000, ":status", "200", "a", "b".repeat(200_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connectionsThatAreWrong")
    void shouldFailEveryStreamWhenTheConnectionIsNoHttp2(String what, Http2Error error, Consumer<ServerFrames> frames)
            throws Exception {
        var wire = new Http2Wire();
        var all = List.of(wire.get(), wire.get());
        var server = server();
        frames.accept(server);
        wire.begin().feed(server);
        assertThat(all).as(what).allMatch(asked -> asked.kind() == ErrorKind.UNREADABLE_RESPONSE);
        assertThat(sent(wire)).endsWith("goaway " + error);
        assertThat(wire.isOpen()).isFalse();
        wire.finish();
    }

    @Test
    void shouldWidenWindowsWhenTheyAreHalfUsedUp() throws Exception {
        var wire = new Http2Wire();
        var asked = wire.get();
        wire.begin().feed(data(server().head(1, false, OK), 33, 16_000));
        assertThat(sent(wire)).endsWith("window 1 528000");
        wire.feed(data(new ServerFrames(), 33 * 15, 16_000).data(1, true, "."));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(sent(wire)).contains("window 0 8400000", "window 1 528000");
        wire.finish();
    }

    @Test
    void shouldFollowTheTableOfTheServerWhenItChangesItsSize() {
        var wire = new Http2Wire();
        var asked = List.of(wire.get(), wire.get(), wire.get());
        int flags = Http2Flags.END_HEADERS | Http2Flags.END_STREAM;
        // status 200, a: b with indexing; the indexed field of before; the same after the table was emptied
        var frames = server().frame(Http2FrameTypes.HEADERS, flags, 1, new byte[] {(byte) 0x88, 0x40, 1, 'a', 1, 'b'})
                .frame(Http2FrameTypes.HEADERS, flags, 3, new byte[] {0x3f, 0x45, (byte) 0x88, (byte) 0xbe})
                .frame(Http2FrameTypes.HEADERS, flags, 5, new byte[] {0x20, (byte) 0x88, (byte) 0xbe});
        wire.begin().feed(frames);
        assertThat(asked).extracting(Http2Wire.Asked::status).containsExactly(200, 200, 0);
        assertThat(asked.getLast().kind()).isEqualTo(ErrorKind.UNREADABLE_RESPONSE);
        wire.finish();
    }

    @Test
    void shouldSendNoMoreOfABodyThanTheWindowsAllow() throws Exception {
        var wire = new Http2Wire();
        var asked = wire.ask(Request.once(Client.message("POST", "/", "0123456789abcdefghij"), Keep.NOTHING));
        wire.begin().feed(new ServerFrames().settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, 4));
        assertThat(sent(wire)).containsExactly("settings read", "head 1 POST /", "data 1 0123");
        wire.feed(new ServerFrames().windowUpdate(1, 2));
        assertThat(sent(wire)).containsExactly("data 1 45");
        wire.feed(new ServerFrames().settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, 0));
        wire.feed(new ServerFrames().windowUpdate(1, 4));
        assertThat(sent(wire)).containsExactly("settings read");
        wire.feed(new ServerFrames().settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, 100));
        assertThat(sent(wire)).containsExactly("settings read", "data 1 6789abcdefghij end");
        wire.feed(new ServerFrames().head(1, true, OK));
        assertThat(asked.status()).isEqualTo(200);
        wire.finish();
    }

    @Test
    void shouldTakeTurnsWithBodiesWhenTheWindowOfTheConnectionIsUsedUp() throws Exception {
        var wire = new Http2Wire();
        var body = "x".repeat(60_000);
        for (int i = 0; i < 2; i++) {
            wire.ask(Request.once(Client.message("POST", "/", body), Keep.NOTHING));
        }
        wire.begin().feed(server());
        long before =
                sent(wire).stream().filter(line -> line.startsWith("data 3")).count();
        wire.feed(new ServerFrames().windowUpdate(0, 100_000));
        assertThat(before).isEqualTo(1);
        assertThat(sent(wire)).hasSize(4).allMatch(line -> line.startsWith("data 3"));
        wire.finish();
    }

    /** What is gathered then is more than a channel takes before it says that it is full, and it says so at once. */
    @Test
    void shouldSendWholeBodiesWhenTheirWindowsAreWideAndTheChannelFillsUp() throws Exception {
        var wire = new Http2Wire();
        for (int i = 0; i < 5; i++) {
            wire.ask(Request.once(Client.message("POST", "/", "x".repeat(100_000)), Keep.NOTHING));
        }
        wire.begin()
                .feed(new ServerFrames()
                        .settings(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, 1_000_000)
                        .windowUpdate(0, 1_000_000));
        assertThat(wire.isOpen()).isTrue();
        assertThat(sent(wire).stream().filter(frame -> frame.endsWith(" end"))).hasSize(5);
        wire.finish();
    }

    @Test
    void shouldSplitAHeadThatIsLargerThanAFrame() throws Exception {
        var wire = new Http2Wire();
        var large = new Message.Field("cookie", "é".repeat(3_000) + "x".repeat(1_000));
        wire.ask(Request.once(Client.message("GET", "/large?" + "q".repeat(40_000), "", large), Keep.NOTHING));
        wire.begin().feed(server());
        assertThat(sent(wire).getLast()).startsWith("head 1 GET /large?qqq").endsWith("q end");
        wire.finish();
    }

    @Test
    void shouldCancelTheRestOfABodyWhenTheResponseIsWholeBefore() throws Exception {
        var wire = new Http2Wire();
        var asked = wire.ask(Request.once(Client.message("POST", "/", "x".repeat(100_000)), Keep.NOTHING));
        wire.begin().feed(server().head(1, true, ":status", "413"));
        assertThat(asked.status()).isEqualTo(413);
        assertThat(sent(wire)).endsWith("reset 1 " + Http2Error.CANCEL);
        wire.feed(new ServerFrames().windowUpdate(0, 100_000).windowUpdate(1, 100_000));
        assertThat(sent(wire)).isEmpty();
        wire.finish();
    }

    @Test
    void shouldTellAResetFromARefusalAndIgnoreWhatComesOfAStreamThatIsOver() {
        var wire = new Http2Wire();
        var reset = wire.get();
        var refused = wire.get();
        int internal = (int) Http2Error.INTERNAL_ERROR.code();
        int refusal = (int) Http2Error.REFUSED_STREAM.code();
        wire.begin()
                .feed(server().reset(1, internal)
                        .reset(3, refusal)
                        .reset(1, internal)
                        .head(1, false, OK)
                        .data(3, true, "late"));
        assertThat(reset.end()).isEqualTo(new Http2Wire.End(0, ErrorKind.STREAM_RESET, 0, ""));
        assertThat(refused.end()).isEqualTo(new Http2Wire.End(0, ErrorKind.STREAM_RESET, 0, "stale"));
        assertThat(wire.streamsReset()).isEqualTo(2);
        assertThat(wire.isOpen()).isTrue();
        wire.finish();
    }

    @Test
    void shouldCloseWhenTheTargetIsLeftByAll() throws Exception {
        var wire = new Http2Wire();
        var taken = wire.get();
        var untaken = wire.get();
        wire.begin().feed(server().goAway(1).head(1, true, OK));
        assertThat(taken.status()).isEqualTo(200);
        assertThat(untaken.end()).isEqualTo(new Http2Wire.End(0, ErrorKind.CONNECTION_RESET, 0, "stale"));
        assertThat(sent(wire)).endsWith("goaway " + Http2Error.NO_ERROR);
        assertThat(wire.isOpen()).isFalse();
        wire.finish();
    }
}
