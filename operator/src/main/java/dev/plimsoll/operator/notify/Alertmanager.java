package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API, version 2. A LoadTest has two alerts: that it failed, and that nobody knows. A run that passes
 * resolves both; one that fails resolves the second; one that is inconclusive leaves the first as it is, for it says
 * nothing about it.
 *
 * @param labels more of them, for routing
 * @param lasts how long an alert fires unless a run confirms or resolves it; longer than from one run to the next
 * @param authorizationFrom key in the secrets with the header Authorization; null for none
 */
record Alertmanager(
        Address address,
        Map<String, String> labels,
        Duration lasts,
        @Nullable String authorizationFrom) implements Receiver {
    static final Duration USUALLY_LASTS = Duration.ofDays(8);

    private static final String FAILED = "PlimsollLoadTestFailed";
    private static final String INCONCLUSIVE = "PlimsollLoadTestInconclusive";
    private static final String PATH = "/api/v2/alerts";

    Alertmanager {
        labels = Map.copyOf(labels);
    }

    @Override
    public Post post(Notice notice, SecretFiles secrets, Instant now) throws UnusableSecretException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        if (authorizationFrom != null) {
            headers.put("Authorization", secrets.read(authorizationFrom));
        }
        var base = address.resolve(secrets).toString().replaceFirst("/+$", "");
        return new Post(URI.create(base.endsWith(PATH) ? base : base + PATH), headers, payload(notice, now));
    }

    @Override
    public boolean holdsState() {
        return true;
    }

    private String payload(Notice notice, Instant now) {
        var alerts = Json.MAPPER.createArrayNode();
        switch (notice.verdict()) {
            case Pass, Warn -> {
                alert(alerts, notice, FAILED, now);
                alert(alerts, notice, INCONCLUSIVE, now);
            }
            case Fail -> {
                alert(alerts, notice, FAILED, now.plus(lasts));
                alert(alerts, notice, INCONCLUSIVE, now);
            }
            case Inconclusive -> alert(alerts, notice, INCONCLUSIVE, now.plus(lasts));
        }
        return Json.write(alerts);
    }

    /** The labels are all that Alertmanager knows an alert by: none of them may differ when it is resolved. */
    private void alert(ArrayNode alerts, Notice notice, String name, Instant endsAt) {
        var alert = alerts.addObject();
        var allLabels = alert.putObject("labels");
        labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> allLabels.put(label.getKey(), label.getValue()));
        allLabels.put("alertname", name);
        allLabels.put("namespace", notice.namespace());
        allLabels.put("loadtest", notice.loadTest());
        var annotations = alert.putObject("annotations");
        annotations.put("summary", notice.title());
        annotations.put("description", notice.message());
        annotations.put("reason", notice.reason());
        annotations.put("run", notice.run());
        alert.put("startsAt", earlier(notice.time(), endsAt).toString());
        alert.put("endsAt", endsAt.toString());
    }

    /** Alertmanager refuses what ends before it starts; clocks differ. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
