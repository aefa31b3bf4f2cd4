package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.notify.Dispatch.Letter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private final HttpServer server;
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger quick = new AtomicInteger();
    private final List<Letter> told = new CopyOnWriteArrayList<>();
    private final Dispatch dispatch = new Dispatch(new Sender(new SecretFiles(Path.of("none")), Clock.systemUTC()));

    DispatchTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/slow", exchange -> {
            atOnce.incrementAndGet();
            try {
                assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, -1);
        });
        server.createContext("/quick", exchange -> {
            quick.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
    }

    @BeforeEach
    void start() {
        server.start();
        dispatch.onOutcome(told::add);
    }

    @AfterEach
    void stop() {
        held.countDown();
        dispatch.close();
        server.stop(0);
    }

    @Test
    void shouldKeepNobodyElseWaitingWhenAReceiverIsSlow() {
        var slow = new ArrayList<Letter>();
        for (int run = 0; run < 10; run++) {
            slow.add(send("run-" + run, "slow", 0));
        }
        var letter = send("run-1", "quick", 0);

        await().until(() -> dispatch.outcome(letter).equals(Optional.of(new Outcome.Delivered())));
        await().until(() -> atOnce.get() == 4);
        assertThat(told).containsExactly(letter);
        assertThat(slow).allMatch(waiting -> dispatch.outcome(waiting).isEmpty());

        held.countDown();
        await().until(() -> told.size() == 11);
        assertThat(atOnce).hasValue(10);
    }

    @Test
    void shouldStartAnAttemptOnceHoweverOftenItIsAskedTo() {
        var letter = send("run-1", "quick", 0);
        await().until(() -> dispatch.outcome(letter).isPresent());
        send("run-1", "quick", 0);
        assertThat(quick).hasValue(1);

        var next = send("run-1", "quick", 1);
        await().until(() -> dispatch.outcome(next).isPresent());
        assertThat(quick).hasValue(2);
    }

    @Test
    void shouldForgetWhatIsOver() {
        var letter = send("run-1", "quick", 0);
        var other = send("run-2", "quick", 0);
        await().until(() ->
                dispatch.outcome(letter).isPresent() && dispatch.outcome(other).isPresent());

        dispatch.keep("uid-of-run-1", Set.of());

        assertThat(dispatch.outcome(letter)).isEmpty();
        assertThat(dispatch.outcome(other)).isPresent();
    }

    private Letter send(String run, String to, int attempt) {
        var letter = new Letter("shop", run, "uid-of-" + run, to, attempt);
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + to);
        dispatch.send(letter, new Slack(new Address.Open(url)), Notices.of(Verdict.Fail));
        return letter;
    }
}
