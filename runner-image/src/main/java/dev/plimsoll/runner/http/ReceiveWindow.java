package dev.plimsoll.runner.http;

/**
 * How much the target may send before it hears that it was read (RFC 9113, section 5.2). What comes is read at once, so
 * that it cannot send more than it may.
 */
final class ReceiveWindow {
    private final int size;
    private int unacknowledged;

    /** So many bytes. */
    ReceiveWindow(int size) {
        this.size = size;
    }

    void reset() {
        unacknowledged = 0;
    }

    /** Takes bytes in; by how much to widen the window when it is half used up, else 0. */
    int take(int bytes) {
        unacknowledged += bytes;
        if (unacknowledged < size / 2) {
            return 0;
        }
        int due = unacknowledged;
        unacknowledged = 0;
        return due;
    }
}
