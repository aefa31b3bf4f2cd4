package dev.plimsoll.operator.notify;

import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: HMAC-SHA-256 over id, time and body,
 * so that a receiver knows who sent it, that it was not changed, and that it is not an old one that somebody sends
 * again.
 */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads {@code whsec_} and base64 from a secret. */
    static SigningKey read(SecretFiles secrets, String name) throws UnusableSecretException {
        var text = secrets.read(name);
        try {
            var bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            if (bytes.length >= SHORTEST) {
                return new SigningKey(bytes);
            }
        } catch (IllegalArgumentException _) {
            // says which character is wrong, which is nobody's business
        }
        throw new UnusableSecretException(
                "the key " + name + " of the Secret plimsoll-secrets does not sign: it must be "
                        + PREFIX + " and base64 of at least " + SHORTEST
                        + " random bytes; make one with: echo " + PREFIX + "$(openssl rand -base64 32)");
    }

    /** The header {@code webhook-signature}. */
    String sign(String id, Instant time, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
