package dev.plimsoll.operator.notify;

import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where something is sent to. */
sealed interface Address {
    /** One that everybody may know. */
    record Open(URI uri) implements Address {}

    /** One that stands in a secret, since whoever knows it may post there. */
    record Secret(String key) implements Address {}

    /** The URL as it is now. */
    default URI resolve(SecretFiles secrets) throws UnusableSecretException {
        return switch (this) {
            case Open(var uri) -> uri;
            case Secret(var key) -> {
                var text = secrets.read(key);
                try {
                    yield parse(text);
                } catch (IllegalArgumentException e) {
                    throw new UnusableSecretException(
                            "the key " + key + " of the Secret plimsoll-secrets " + e.getMessage());
                }
            }
        };
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when one cannot post there; the message does not repeat the text
     */
    static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL; write one such as https://example.com/hook", null);
        }
        if (uri.getScheme() == null
                || !Set.of("http", "https").contains(uri.getScheme())
                || uri.getHost() == null
                || uri.getHost().isEmpty()) {
            throw new IllegalArgumentException(
                    "is no URL with http or https and a host; write one such as" + " https://example.com/hook");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "has a user or password in it, which is not sent; remove it and set authorizationFrom");
        }
        return uri;
    }
}
