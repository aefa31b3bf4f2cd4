package dev.plimsoll.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Demands a client's certificate, chooses HTTP/2 by ALPN, gives a token at /token, and asks for it everywhere else. Run
 * by itself it takes its port and the files of its certificate, its key and the authority of clients, and says each
 * request: {@code connection 0: /page 200}.
 */
public final class SecureTarget {
    public static final String CLIENT_ID = "runner";
    public static final String CLIENT_SECRET = "not told";

    private static final String CLIENT =
            "Basic " + Base64.getEncoder().encodeToString((CLIENT_ID + ":" + "not+told").getBytes(US_ASCII));
    private static final String TOKEN = "t0ken";

    private SecureTarget() {}

    public static void main(String[] arguments) throws SSLException {
        var address = new InetSocketAddress(Integer.parseInt(arguments[0]));
        var tls = tls(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        Http2Target.secured(address, tls, call -> answer(call, System.out::println));
    }

    /** On loopback, with files in PEM. */
    public static Http2Target start(Path chain, Path key, Path authority) throws SSLException {
        return Http2Target.secured(tls(chain, key, authority), call -> answer(call, line -> {}));
    }

    private static SslContext tls(Path chain, Path key, Path authority) throws SSLException {
        return SslContextBuilder.forServer(chain.toFile(), key.toFile())
                .trustManager(authority.toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        "h2"))
                .build();
    }

    private static void answer(Http2Target.Call call, Consumer<String> log) {
        boolean asksForToken = "/token".contentEquals(call.head().path());
        boolean known = (asksForToken ? CLIENT : "Bearer " + TOKEN)
                .contentEquals(call.head().get("authorization", ""));
        var status = known ? "200" : "401";
        log.accept("connection " + call.connection() + ": " + call.head().path() + " " + status);
        var body = known && asksForToken ? "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600}" : status;
        call.respond(new DefaultHttp2Headers().status(status), body.getBytes(US_ASCII));
    }
}
