package dev.plimsoll.operator.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Takes nothing for kept that it has not read again. Thread-safe. */
public final class Archivist {
    /** Written at the start of the operator, to find out whether results could be. */
    private static final String CHECK = "plimsoll-check.txt";

    private static final byte[] CHECK_CONTENT =
            "Plimsoll writes this when it starts, to see that results can be kept here.\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final Archive archive;
    private final ArchiveMetrics metrics;

    public Archivist(Archive archive, ArchiveMetrics metrics) {
        this.archive = archive;
        this.metrics = metrics;
    }

    /**
     * Returns once the result is in the archive, and was read back from there byte by byte.
     *
     * @return where it is
     * @throws ArchiveException when it may not be; whoever has it must keep it
     */
    public String keep(ResultKey key, byte[] result) {
        try {
            store(key.path(), result);
            metrics.archived();
            return where(key);
        } catch (ArchiveException e) {
            metrics.archiveFailed();
            throw e;
        }
    }

    /**
     * Writes something small and reads it again, as is done with results.
     *
     * @return where
     */
    public String check() {
        store(CHECK, CHECK_CONTENT);
        return archive.locate(CHECK);
    }

    private void store(String key, byte[] content) {
        archive.put(key, content);
        var back = archive.get(key)
                .orElseThrow(() -> new ArchiveException(
                        archive.locate(key) + ": the archive took it, but has nothing there when it is read back"));
        if (!Arrays.equals(content, back)) {
            throw new ArchiveException(
                    "%s: what is read back is not what was written: %d bytes, SHA-256 %s, of %d bytes, SHA-256 %s"
                            .formatted(
                                    archive.locate(key), back.length, digest(back), content.length, digest(content)));
        }
    }

    /** What was kept; empty when somebody deleted it. */
    public Optional<byte[]> find(ResultKey key) {
        return archive.get(key.path());
    }

    /** Where a result is, or would be. */
    public String where(ResultKey key) {
        return archive.locate(key.path());
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
