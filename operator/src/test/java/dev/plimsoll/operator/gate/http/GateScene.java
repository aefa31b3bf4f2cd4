package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.testing.FakeRecords;
import dev.plimsoll.operator.testing.GateCaller;
import java.net.InetAddress;
import java.util.Set;

/** The port for callers of gates with LoadTests in memory behind it. */
final class GateScene implements AutoCloseable {
    static final String GATED = """
        metadata: {name: checkout}
        spec:
          target: {url: http://checkout.shop.svc:8080}
          load: {stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
          budgets: [{name: slo}]
          gate: {}
        """;
    static final String UNGATED = GATED.replace("gate: {}", "").replace("checkout}", "nightly}");

    final FakeRecords records = new FakeRecords();
    final GateCaller caller;
    volatile boolean ready = true;
    private final GateServer server;

    GateScene(Set<String> namespaces) {
        this(new GateAccess.ByNetwork(), namespaces);
    }

    GateScene(GateAccess access, Set<String> namespaces) {
        server = new GateServer(records, access, namespaces, () -> ready, InetAddress.getLoopbackAddress(), 0).start();
        caller = new GateCaller(server.port());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        caller.close();
        server.close();
    }
}
