package dev.plimsoll.operator.notify;

import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Any program that takes JSON by POST, with the headers of Standard Webhooks, for which there are libraries in most
 * languages.
 *
 * @param signWith key in the secrets that it is signed with; null to leave it unsigned
 * @param authorizationFrom key in the secrets with the header Authorization; null for none
 */
record Webhook(
        Address address,
        JsonTemplate template,
        @Nullable String signWith,
        @Nullable String authorizationFrom) implements Receiver {

    @Override
    public Post post(Notice notice, SecretFiles secrets, Instant now) throws UnusableSecretException {
        var body = template.fill(notice);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", notice.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (signWith != null) {
            headers.put("webhook-signature", SigningKey.read(secrets, signWith).sign(notice.id(), now, body));
        }
        if (authorizationFrom != null) {
            headers.put("Authorization", secrets.read(authorizationFrom));
        }
        return new Post(address.resolve(secrets), headers, body);
    }

    @Override
    public boolean holdsState() {
        return false;
    }
}
