package dev.plimsoll.runner.scenario;

import dev.plimsoll.runner.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response as it is written down. */
record FakeResponse(int status, List<String> head, String text) implements Response {
    static FakeResponse ok(String text) {
        return new FakeResponse(200, List.of(), text);
    }

    @Override
    public long receivedBytes() {
        return bodyBytes();
    }

    @Override
    public long bodyBytes() {
        return body().length;
    }

    @Override
    public @Nullable String field(String name) {
        return fields(name).stream().findFirst().orElse(null);
    }

    @Override
    public List<String> fields(String name) {
        var values = new ArrayList<String>();
        for (var line : head) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    @Override
    public byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean cameAtOnce() {
        return false;
    }

    @Override
    public boolean bodyDropped() {
        return false;
    }

    @Override
    public boolean bodyCutOff() {
        return false;
    }
}
