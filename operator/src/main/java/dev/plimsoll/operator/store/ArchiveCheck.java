package dev.plimsoll.operator.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, when the operator starts, whether results can be archived: who mistyped a bucket wants to know it then,
 * not after the first long test. Not at the first attempt: until a client has loaded its two thousand classes, a small
 * pod needs more time than a call may take.
 */
public final class ArchiveCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveCheck.class);
    private static final int ATTEMPTS = 3;

    private final Archivist archivist;
    private final Duration pause;
    private final Thread thread = Thread.ofVirtual().name("archive-check").unstarted(this::tell);

    /** @param pause between two attempts */
    public ArchiveCheck(Archivist archivist, Duration pause) {
        this.archivist = archivist;
        this.pause = pause;
    }

    /** Begins, on a thread of its own; the log says what came of it. */
    public void start() {
        thread.start();
    }

    private void tell() {
        try {
            LOG.info("results are archived; wrote and read {}", find());
        } catch (ArchiveException e) {
            LOG.warn("results cannot be archived now, and stay in ConfigMaps until they can: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the operator ends
        }
    }

    /** Where something could be written and read. */
    String find() throws InterruptedException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return archivist.check();
            } catch (ArchiveException e) {
                LOG.debug("attempt {} to reach the archive: {}", attempt, e.getMessage());
            }
            Thread.sleep(pause);
        }
        return archivist.check();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
