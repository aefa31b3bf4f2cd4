package dev.plimsoll.runner.http;

import static dev.plimsoll.runner.http.Client.message;
import static dev.plimsoll.runner.http.Client.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target.Version;
import dev.plimsoll.runner.Http2Target;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.http.Client.Sent;
import dev.plimsoll.runner.http.Message.Field;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 by prior knowledge against Netty's own server. */
@Timeout(60)
class Http2Test {
    /** Without a body it is one frame, so that the target has seen no other when it answers. */
    private static final Message POST = message("POST", "/buy", "");

    private static Client client(Http2Target target, int streams) throws Exception {
        return new Client(target(target.port(), Version.HTTP_2, streams));
    }

    private static List<Sent> send(int count, Client client) {
        return IntStream.range(0, count).mapToObj(_ -> client.get()).toList();
    }

    @Test
    void shouldWriteTheFieldsOfHttp2AndKeepWhatIsAskedFor() throws Exception {
        try (var target = Http2Target.of(call -> call.respond(
                        "für".getBytes(UTF_8),
                        "content-type",
                        "text/plain",
                        "set-cookie",
                        "a=1",
                        "set-cookie",
                        "b=2"));
                var client = client(target, 100)) {
            var request = message(
                    "POST", "/buy?id=1", "abc", new Field("Accept", "*/*"), new Field("Connection", "keep-alive"));
            var sent = client.send(Request.compiled(3, request, Keep.BODY));
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.text).isEqualTo("für");
            assertThat(sent.type).isEqualTo("text/plain");
            assertThat(sent.cookies).containsExactly("a=1", "b=2");
            assertThat(sent.bodyBytes).isEqualTo(4);
            assertThat(sent.receivedBytes).isGreaterThan(4 + 2 * 9);
            assertThat(sent.atOnce)
                    .as("other streams may have made the connection readable")
                    .isFalse();
            var call = target.calls().getFirst();
            assertThat(call.bodyBytes()).isEqualTo(3);
            assertThat(call.head().method()).hasToString("POST");
            assertThat(call.head().path()).hasToString("/buy?id=1");
            assertThat(call.head().authority()).hasToString("localhost");
            assertThat(call.head().scheme()).hasToString("http");
            assertThat(call.head().get("content-length")).hasToString("3");
            assertThat(call.head().get("accept")).hasToString("*/*");
            assertThat(call.head().contains("connection")).isFalse();
        }
    }

    @Test
    void shouldShareOneConnectionWhenABurstComesBeforeItIsOpen() throws Exception {
        var held = new ConcurrentLinkedQueue<Http2Target.Call>();
        try (var target = Http2Target.of(call -> {
                    held.add(call);
                    if (held.size() == 10) {
                        held.forEach(Http2Target.Call::ok);
                    }
                });
                var client = client(target, 100)) {
            send(10, client);
            client.await();
            send(1, client);
            client.runUntil(() -> target.calls().size() == 11);
            assertThat(target.connections()).isEqualTo(1);
            assertThat(client.opened).isEqualTo(1);
        }
    }

    @Test
    void shouldOpenAsManyConnectionsAsTheStreamsThatTheTargetAllowsAskFor() throws Exception {
        try (var target =
                        Http2Target.of(new Http2Settings().maxConcurrentStreams(3), call -> call.later(50, call::ok));
                var client = client(target, 100)) {
            var sent = send(10, client);
            client.await();
            assertThat(sent).allMatch(each -> each.status == 200);
            assertThat(target.connections()).isEqualTo(4);
            send(10, client);
            client.await();
            assertThat(target.connections()).isEqualTo(4);
        }
    }

    @Test
    void shouldOpenNoMoreStreamsAtOnceThanAreAskedFor() throws Exception {
        try (var target = Http2Target.of(call -> call.later(20, call::ok));
                var client = client(target, 2)) {
            send(5, client);
            client.await();
            assertThat(target.connections()).isEqualTo(3);
        }
    }

    @Test
    void shouldCarryBodiesThatAreLargerThanAnyWindow() throws Exception {
        var large = "0123456789".repeat(500_000);
        try (var target = Http2Target.of(call -> call.respond(new byte[30_000_000]));
                var client = client(target, 100)) {
            for (int i = 0; i < 3; i++) {
                client.send(message("POST", "/", large), Keep.NOTHING);
            }
            var last = client.send(message("POST", "/", large), Keep.BODY);
            client.await();
            assertThat(target.calls()).allMatch(call -> call.bodyBytes() == 5_000_000);
            assertThat(last.bodyBytes).isEqualTo(30_000_000);
            assertThat(last.text).hasSize(Response.MOST_BODY_BYTES);
            assertThat(last.cutOff).isTrue();
            assertThat(last.began).isTrue();
        }
    }

    @Test
    void shouldSendElsewhereWhatTheTargetDidNotTakeWhenItGoesAway() throws Exception {
        var held = new ConcurrentLinkedQueue<Http2Target.Call>();
        try (var target = Http2Target.of(call -> {
                    held.add(call);
                    if (held.size() == 1) {
                        call.goAway();
                        call.later(100, call::ok);
                    } else if (call.connection() > 0) {
                        call.ok();
                    }
                });
                var client = client(target, 100)) {
            var first = client.send(POST, Keep.NOTHING);
            var second = client.send(POST, Keep.NOTHING);
            client.await();
            assertThat(first.status).isEqualTo(200);
            assertThat(second.kind).isEqualTo(ErrorKind.CONNECTION_RESET);
            assertThat(second.stale).isTrue();
            assertThat(client.goneAway).isEqualTo(1);
            client.get();
            client.await();
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellARequestThatTheTargetEndedFromOneThatItRefused() throws Exception {
        try (var target = Http2Target.of(call -> call.reset(
                        call.head().path().toString().equals("/refused")
                                ? Http2Error.REFUSED_STREAM
                                : Http2Error.INTERNAL_ERROR));
                var client = client(target, 100)) {
            var ended = client.get();
            var refused = client.send(message("POST", "/refused", "x"), Keep.NOTHING);
            client.await();
            assertThat(ended.kind).isEqualTo(ErrorKind.STREAM_RESET);
            assertThat(ended.stale).isFalse();
            assertThat(refused.kind).isEqualTo(ErrorKind.STREAM_RESET);
            assertThat(refused.stale).isTrue();
            assertThat(client.streamsReset).isEqualTo(2);
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldCancelTheStreamAloneWhenARequestIsAbandoned() throws Exception {
        try (var target = Http2Target.of(call -> {
                    if (!call.head().path().toString().equals("/never")) {
                        call.ok();
                    }
                });
                var client = client(target, 100)) {
            var never = client.send(message("GET", "/never", ""), Keep.NOTHING);
            client.runUntil(() -> target.calls().size() == 1);
            var beside = client.get();
            client.runUntil(beside::ended);
            never.abandon();
            var after = client.get();
            client.runUntil(() -> after.ended() && !target.resets().isEmpty());
            assertThat(target.resets()).containsExactly(Http2Error.CANCEL.code());
            assertThat(never.ended()).isFalse();
            assertThat(after.status).isEqualTo(200);
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldLeaveAConnectionOnWhichNothingCameForAsLongAsARequestWasAwaited() throws Exception {
        try (var target = Http2Target.of(call -> {
                    if (!call.head().path().toString().equals("/never")) {
                        call.ok();
                    }
                });
                var client = client(target, 100)) {
            var before = client.get();
            client.runUntil(before::ended);
            var never = client.send(message("GET", "/never", ""), Keep.NOTHING);
            client.runUntil(() -> target.calls().size() == 2);
            never.abandon();
            var after = client.get();
            client.runUntil(after::ended);
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldAnswerAPing() throws Exception {
        try (var target = Http2Target.of(call -> {
                    call.ping();
                    call.ok();
                });
                var client = client(target, 100)) {
            client.get();
            client.runUntil(() -> target.pongs() == 1);
        }
    }

    @Test
    void shouldCountAResetWhenTheConnectionIsClosedUnderARequest() throws Exception {
        try (var target = Http2Target.of(Http2Target.Call::close);
                var client = client(target, 100)) {
            var sent = client.get();
            client.await();
            assertThat(sent.kind).isEqualTo(ErrorKind.CONNECTION_RESET);
            assertThat(sent.stale).isFalse();
        }
    }

    @Test
    void shouldAwaitNoBodyOfAHeadAndSkipInterimResponses() throws Exception {
        try (var target = Http2Target.of(call -> {
                    var interim = new DefaultHttp2Headers().status("103").add("link", "</a>");
                    call.write(new DefaultHttp2HeadersFrame(interim, false).stream(call.stream()));
                    call.respond(new byte[0], "content-length", "5", "content-type", "a/b");
                });
                var client = client(target, 100)) {
            var sent = client.send(message("HEAD", "/", ""), Keep.HEAD);
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.type).isEqualTo("a/b");
        }
    }

    @Test
    void shouldNotConnectWhenTheTargetSpeaksOnlyTheOldVersion() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var client = new Client(target(target.port(), Version.HTTP_2, 100))) {
            var sent = List.of(client.get(), client.get());
            client.await();
            assertThat(sent).allMatch(each -> each.kind == ErrorKind.CONNECT_FAILED);
            assertThat(client.failed).isEqualTo(1);
            assertThat(client.opened).isZero();
        }
    }

    @Test
    void shouldNotConnectWhenThereIsNobody() throws Exception {
        int port;
        try (var target = TestTarget.answering("")) {
            port = target.port();
        }
        try (var client = new Client(target(port, Version.HTTP_2, 100))) {
            var sent = List.of(client.get(), client.get(), client.get());
            client.await();
            assertThat(sent).allMatch(each -> each.kind == ErrorKind.CONNECTION_REFUSED);
        }
    }
}
