package dev.plimsoll.operator.store;

import java.util.Optional;

/** Where bytes outlive the cluster's own memory. Thread-safe. */
public interface Archive extends AutoCloseable {
    /**
     * Writes, and replaces what is there. What is read under the key meanwhile is the old or the new, never a part.
     *
     * @throws ArchiveException when it may not have been written
     */
    void put(String key, byte[] content);

    /**
     * What was written last; empty when nothing was, or somebody deleted it.
     *
     * @throws ArchiveException when nobody can say
     */
    Optional<byte[]> get(String key);

    /** Where people find what is under the key, such as {@code s3://bucket/prefix/key}. */
    String locate(String key);

    /** Lets go of connections. */
    @Override
    void close();
}
