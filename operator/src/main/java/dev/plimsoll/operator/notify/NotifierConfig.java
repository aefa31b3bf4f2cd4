package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can be told of verdicts, as the operator's configuration has it: exactly one of the three kinds.
 *
 * @param name that LoadTests know it by
 * @param slack an incoming webhook of Slack, Mattermost, Rocket.Chat or Discord
 * @param alertmanager of Prometheus
 * @param webhook anything that takes JSON
 */
public record NotifierConfig(
        @JsonProperty("name") String name,
        @JsonProperty("slack") @Nullable SlackConfig slack,
        @JsonProperty("alertmanager") @Nullable AlertmanagerConfig alertmanager,
        @JsonProperty("webhook") @Nullable WebhookConfig webhook) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public NotifierConfig {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name
                    + ": is no name of a notifier; write lower-case letters, digits and dashes, such as team-shop");
        }
        if (Stream.of(slack, alertmanager, webhook).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException(
                    name + ": must say what it is; write exactly one of slack, alertmanager and webhook");
        }
    }

    /** Who is told. */
    Receiver receiver() {
        return Stream.<@Nullable Object>of(slack, alertmanager, webhook)
                .filter(Objects::nonNull)
                .map(NotifierConfig::receiver)
                .findFirst()
                .orElseThrow();
    }

    private static Receiver receiver(Object config) {
        return switch (config) {
            case SlackConfig(var url, var urlFrom) -> new Slack(address(url, urlFrom));
            case AlertmanagerConfig a ->
                new Alertmanager(address(a.url(), a.urlFrom()), a.labels(), a.duration(), a.authorizationFrom());
            case WebhookConfig w ->
                new Webhook(address(w.url(), w.urlFrom()), w.parsed(), w.signWith(), w.authorizationFrom());
            default -> throw new IllegalArgumentException(config + " is no configuration of a notifier");
        };
    }

    /**
     * Slack or what takes the same.
     *
     * @param url when everybody may know it
     * @param urlFrom key in the secrets, for whoever knows a URL of Slack's may post there
     */
    public record SlackConfig(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("urlFrom") @Nullable String urlFrom) {
        public SlackConfig {
            var _ = address(url, urlFrom);
        }
    }

    /**
     * Alertmanager.
     *
     * @param url of Alertmanager itself, without the path of its API
     * @param labels more labels of the alerts
     * @param lasts how long an alert fires unless a run confirms or resolves it
     */
    public record AlertmanagerConfig(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("urlFrom") @Nullable String urlFrom,
            @JsonProperty("labels") Map<String, String> labels,
            @JsonProperty("lasts") @Nullable String lasts,
            @JsonProperty("authorizationFrom") @Nullable String authorizationFrom) {
        public AlertmanagerConfig {
            var _ = address(url, urlFrom);
            checkKey("authorizationFrom", authorizationFrom);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            labels.keySet().forEach(AlertmanagerConfig::checkLabel);
            var _ = duration(lasts);
        }

        Duration duration() {
            return duration(lasts);
        }

        private static Duration duration(@Nullable String lasts) {
            if (lasts == null) {
                return Alertmanager.USUALLY_LASTS;
            }
            try {
                return Duration.ofNanos(Durations.parse(lasts));
            } catch (MalformedQuantityException e) {
                throw new IllegalArgumentException("lasts: " + e.getMessage(), e);
            }
        }

        private static void checkLabel(String label) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException(
                        "labels: " + label + ": is no name of a label; write letters, digits and _");
            }
        }
    }

    /**
     * A webhook.
     *
     * @param template of the JSON; the usual payload when null
     * @param signWith key in the secrets; unsigned when null
     */
    public record WebhookConfig(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("urlFrom") @Nullable String urlFrom,
            @JsonProperty("template") @Nullable String template,
            @JsonProperty("signWith") @Nullable String signWith,
            @JsonProperty("authorizationFrom") @Nullable String authorizationFrom) {
        public WebhookConfig {
            var _ = address(url, urlFrom);
            checkKey("signWith", signWith);
            checkKey("authorizationFrom", authorizationFrom);
            var _ = parsed(template);
        }

        JsonTemplate parsed() {
            return parsed(template);
        }

        private static JsonTemplate parsed(@Nullable String template) {
            try {
                return template == null ? JsonTemplate.USUAL : JsonTemplate.parse(template);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("template: " + e.getMessage(), e);
            }
        }
    }

    private static Address address(@Nullable String url, @Nullable String urlFrom) {
        if ((url == null) == (urlFrom == null)) {
            throw new IllegalArgumentException(
                    "must say where it is; write url, or urlFrom with the key of plimsoll-secrets that has the URL");
        }
        checkKey("urlFrom", urlFrom);
        return Optional.ofNullable(url)
                .<Address>map(open -> new Address.Open(parsed(open)))
                .orElseGet(() -> new Address.Secret(Objects.requireNonNull(urlFrom)));
    }

    private static URI parsed(String url) {
        try {
            return Address.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url: " + e.getMessage(), e);
        }
    }

    private static void checkKey(String field, @Nullable String key) {
        if (key != null && !SecretFiles.isKey(key)) {
            throw new IllegalArgumentException(
                    field + ": " + key + ": is no key of a Secret; write one such as slack-url");
        }
    }
}
