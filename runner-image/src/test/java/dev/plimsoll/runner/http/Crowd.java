package dev.plimsoll.runner.http;

import static dev.plimsoll.runner.http.Client.target;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target.Version;
import dev.plimsoll.runner.TestTarget;
import java.util.ArrayList;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * A process of its own that has so many requests in flight at once, each on a connection, and says what became of them.
 */
final class Crowd {
    private Crowd() {}

    /** What a request and a log need is loaded before the descriptors are gone, as it is in a runner. */
    private static void rehearse() throws Exception {
        LoggerFactory.getLogger(Crowd.class).info("begins with {}", ErrorKind.GENERATOR_FAULT);
        try (var target = TestTarget.answering(TestTarget.OK);
                var client = new Client(target(target.port(), Version.HTTP_1_1, 1))) {
            client.get();
            client.await();
        }
    }

    public static void main(String[] args) throws Exception {
        rehearse();
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        try (var client = new Client(target(port, Version.HTTP_1_1, 1))) {
            var all = new ArrayList<Client.Sent>();
            for (int i = 0; i < count; i++) {
                all.add(client.get());
            }
            client.await();
            var ends = new TreeMap<String, Integer>();
            all.forEach(sent -> ends.merge(sent.kind == null ? "ok" : sent.kind.word(), 1, Integer::sum));
            System.out.println(ends);
        }
    }
}
