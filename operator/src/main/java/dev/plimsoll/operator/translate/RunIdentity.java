package dev.plimsoll.operator.translate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which run a plan is for.
 *
 * @param namespace its namespace, in which a target's Service is looked for
 * @param name its name
 * @param seed seed of every random choice of the run
 */
public record RunIdentity(String namespace, String name, long seed) {

    /** A run whose seed follows from what identifies it, so that planning it again gives the same plan. */
    public static RunIdentity of(String namespace, String name, String uid) {
        return new RunIdentity(namespace, name, seedOf(namespace + "/" + name + "/" + uid));
    }

    /** {@code namespace/name}, as the plan and the collector's paths have it. */
    public String run() {
        return namespace + "/" + name;
    }

    private static long seedOf(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
