package dev.plimsoll.runner.http;

import static dev.plimsoll.runner.http.Client.target;

import dev.plimsoll.engine.contract.Target.Version;
import java.util.ArrayList;
import java.util.TreeMap;

/** A process of its own that has so many requests in flight at once, each on a connection, and says what became of them. */
final class Crowd {
    private Crowd() {}

    public static void main(String[] args) throws Exception {
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
