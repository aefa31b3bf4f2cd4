package dev.plimsoll.runner.http;

/**
 * How many bytes the bodies may take that one loop keeps at the same time. Each is bounded too, but thousands of them
 * may be on their way at once. Belongs to the loop.
 */
public final class BodyMemory {
    private final long most;
    private long taken;

    public BodyMemory(long mostBytes) {
        most = mostBytes;
    }

    /** Takes some of it; false, and nothing is taken, when there is not so much left. */
    boolean take(long bytes) {
        if (bytes > most - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    void giveBack(long bytes) {
        taken -= bytes;
    }

    long most() {
        return most;
    }

    long taken() {
        return taken;
    }
}
