package dev.plimsoll.operator.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code /healthz}: the process answers. {@code /readyz}: it also leads and knows the cluster, so runners may be sent
 * to it. {@code /metrics}: Prometheus text.
 */
public final class StatusRoutes implements Consumer<HttpRouting.Builder> {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final BooleanSupplier ready;
    private final Supplier<String> metrics;

    /**
     * Routes that answer from these.
     *
     * @param ready whether runners may be sent here
     * @param metrics Prometheus text
     */
    public StatusRoutes(BooleanSupplier ready, Supplier<String> metrics) {
        this.ready = ready;
        this.metrics = metrics;
    }

    @Override
    public void accept(HttpRouting.Builder routing) {
        routing.get("/healthz", (_, response) -> response.send("ok\n"))
                .get("/readyz", this::readiness)
                .get("/metrics", this::scrape);
    }

    private void readiness(ServerRequest request, ServerResponse response) {
        if (ready.getAsBoolean()) {
            response.send("ok\n");
        } else {
            response.status(Status.SERVICE_UNAVAILABLE_503).send("not leading, or informers are not synced yet\n");
        }
    }

    private void scrape(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS_TEXT).send(metrics.get());
    }
}
