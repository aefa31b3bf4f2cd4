package dev.plimsoll.operator.job;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens with which the runners of a run prove that they are its own: hex of HMAC-SHA-256 over the run's UID with the
 * operator's key. They follow from the key, so the operator never has to read a Secret in the namespaces of its users.
 */
public final class RunTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private final SecretKeySpec key;

    /**
     * Tokens made with a key.
     *
     * @throws IllegalArgumentException when the key has less than 32 bytes
     */
    public RunTokens(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("the operator's key has " + key.length + " bytes and needs "
                    + SHORTEST_KEY + "; delete its Secret and restart the operator, which makes a new one");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The token of the run with this UID. */
    public String token(String runUid) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(runUid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
