package dev.plimsoll.operator.notify;

import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a receiver once, and says what came of it. Ends within its time limit, whatever the receiver does. Redirects
 * are not followed: the operator posts where its configuration says and nowhere else.
 */
public final class Sender implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final SecretFiles secrets;
    private final Clock clock;
    private final Duration limit;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

    /** Sends with what stands in these files. */
    public Sender(SecretFiles secrets, Clock clock) {
        this(secrets, clock, LIMIT);
    }

    Sender(SecretFiles secrets, Clock clock, Duration limit) {
        this.secrets = secrets;
        this.clock = clock;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
    }

    /** Tries once; may take as long as the limit. */
    Outcome send(Receiver receiver, Notice notice) throws InterruptedException {
        Post post;
        try {
            post = receiver.post(notice, secrets, clock.instant());
        } catch (UnusableSecretException e) {
            return new Outcome.Undelivered(String.valueOf(e.getMessage()), null);
        }
        boolean open = receiver.address() instanceof Address.Open;
        // the client's own limit ends with the headers of the answer; its body may never end
        var exchange = exchanges.submit(() -> exchange(post));
        try {
            return Answers.outcome(exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS), open, clock.instant());
        } catch (TimeoutException e) {
            return new Outcome.Undelivered(silent(post), null);
        } catch (ExecutionException e) {
            boolean inTime = !(e.getCause() instanceof HttpTimeoutException); // the client's own limit is as long
            return new Outcome.Undelivered(inTime ? unreachable(post, e.getCause()) : silent(post), null);
        } finally {
            exchange.cancel(true);
        }
    }

    private String silent(Post post) {
        return "%s gave no answer within %d s".formatted(post.uri().getHost(), limit.toSeconds());
    }

    /** Without the message of the exception: it may name what is secret. */
    private static String unreachable(Post post, @Nullable Throwable cause) {
        var name = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return post.uri().getHost() + " cannot be reached: " + name;
    }

    private Answers.Answer exchange(Post post) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(post.uri()).POST(BodyPublishers.ofString(post.body()));
        request.timeout(limit).header("User-Agent", "plimsoll");
        post.headers().forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            var begin = new String(body.readNBytes(Answers.READ_BYTES), StandardCharsets.UTF_8);
            return new Answers.Answer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    begin);
        }
    }

    @Override
    public void close() {
        exchanges.shutdownNow();
        client.shutdownNow();
        exchanges.close();
        client.close();
    }
}
