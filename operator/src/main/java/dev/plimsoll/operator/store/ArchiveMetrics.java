package dev.plimsoll.operator.store;

/** Told what becomes of results. */
public interface ArchiveMetrics {
    /** A result was written and read back. */
    void archived();

    /** A result could not be written, or was not what was written when it was read back; it will be tried again. */
    void archiveFailed();
}
