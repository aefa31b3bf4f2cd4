package dev.plimsoll.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** All paths of the service; each request has a virtual thread of its own. */
final class Endpoints implements HttpHandler {
    private static final Pattern ORDER = Pattern.compile("/orders/[0-9]{1,9}");
    private static final double LONGEST_DELAY_MS = 60_000;

    private final Arrivals arrivals;
    private final Chance chance;
    private final LongSupplier nanoTime;
    private final Duration slower;
    private final Workers workers;

    Endpoints(Arrivals arrivals, Chance chance, LongSupplier nanoTime, Duration slower, Workers workers) {
        this.arrivals = arrivals;
        this.chance = chance;
        this.nanoTime = nanoTime;
        this.slower = slower;
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var now = nanoTime.getAsLong();
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/arrivals") || path.equals("/healthz")) {
                answer(path, exchange);
            } else {
                arrivals.record(now, path);
                try (var _ = workers.take()) {
                    dawdle();
                    answer(path, exchange);
                }
            }
        }
    }

    private void answer(String path, HttpExchange exchange) throws IOException {
        Reply reply;
        try {
            reply = reply(path, exchange);
        } catch (BadRequest e) {
            reply = Reply.text(400, String.valueOf(e.getMessage()));
        }
        reply.sendTo(exchange);
    }

    private Reply reply(String path, HttpExchange exchange) throws IOException {
        var method = exchange.getRequestMethod();
        var query = Query.parse(exchange.getRequestURI().getRawQuery());
        return switch (path) {
            case "/" -> Reply.text(200, "Plimsoll's demo service");
            case "/healthz" -> Reply.text(200, "ok");
            case "/work" -> work(query.number("ms", 20, LONGEST_DELAY_MS));
            case "/flaky" ->
                chance.happens(query.number("percent", 1, 100))
                        ? Reply.text(500, "failed, as asked")
                        : Reply.text(200, "ok");
            case "/login" -> method.equals("POST") ? Shop.login(exchange) : notAllowed(method, path);
            case "/catalog" -> method.equals("GET") ? Shop.catalog(query) : notAllowed(method, path);
            case "/cart" ->
                switch (method) {
                    case "GET" -> Shop.cart(exchange);
                    case "POST" -> Shop.add(exchange);
                    default -> notAllowed(method, path);
                };
            case "/orders" -> method.equals("POST") ? Shop.order(exchange) : notAllowed(method, path);
            case "/arrivals" -> arrivals(method, query);
            default -> ORDER.matcher(path).matches() ? Shop.ordered(path) : Reply.text(404, "nothing is at " + path);
        };
    }

    private void dawdle() {
        try {
            Thread.sleep(slower);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply work(double medianMillis) {
        try {
            Thread.sleep(chance.delay(medianMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.text(503, "stopping");
        }
        return Reply.text(200, "worked");
    }

    private Reply arrivals(String method, Query query) {
        return switch (method) {
            case "GET" ->
                Reply.json(200, arrivals.snapshot(query.text("path", "/")).json());
            case "DELETE" -> {
                arrivals.reset();
                yield Reply.text(200, "forgotten");
            }
            default -> notAllowed(method, "/arrivals");
        };
    }

    private static Reply notAllowed(String method, String path) {
        return Reply.text(405, path + " knows no " + method);
    }
}
