package dev.plimsoll.bench.allocation;

import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.Workload;
import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Step;
import java.util.List;

/** A load, and what is done with each response. */
enum Case {
    CLOSED("HTTP/1.1", Protocol.HTTP1),
    OPEN("HTTP/1.1, open model", Protocol.HTTP1),
    CHECK("HTTP/1.1, a check of the status", Protocol.HTTP1),
    CAPTURE("HTTP/1.1, a capture by JSONPath", Protocol.HTTP1),
    TLS("HTTP/1.1 over TLS", Protocol.HTTP1_TLS),
    HTTP2("HTTP/2 over TLS", Protocol.HTTP2_TLS);

    private final String title;
    private final Protocol protocol;

    Case(String title, Protocol protocol) {
        this.title = title;
        this.protocol = protocol;
    }

    private Step.Request step() {
        return switch (this) {
            case CLOSED, OPEN, TLS, HTTP2 -> Workload.get("/", List.of(), List.of());
            case CHECK -> {
                var check = new Check("is fine", new Check.StatusIn(List.of(200)));
                yield Workload.get("/", List.of(), List.of(check));
            }
            case CAPTURE -> {
                var capture = new Capture("token", new Extract.JsonPath("$.token"), null);
                yield Workload.get("/json", List.of(capture), List.of());
            }
        };
    }

    /** What tables call it. */
    String title() {
        return title;
    }

    Protocol protocol() {
        return protocol;
    }

    private Load load(int connections, double rate, double seconds) {
        return this == OPEN ? Workload.open(rate, 0, seconds) : Workload.closed(connections, 0, seconds);
    }

    Workload workload(int port, int connections, double rate, double seconds) {
        return new Workload(protocol, port, load(connections, rate, seconds), connections, step());
    }
}
