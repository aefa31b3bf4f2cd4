package dev.plimsoll.runner.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Linux make its table of this process's file descriptors large enough at once. It doubles the table when a
 * descriptor finds no place, and whoever opened that one, a loop that sends, has to wait until no other thread can be
 * reading the old table, for 30 ms and more. So the first crowd of connections, such as a stall of the target brings,
 * would be sent late, at 256, 512, 1,024 and so on.
 */
public final class RoomForDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(RoomForDescriptors.class);

    private static final long FCNTL = SystemCalls.number(72, 25);
    private static final long CLOSE = SystemCalls.number(3, 57);
    private static final long F_DUPFD = 0;
    private static final int STANDARD_OUTPUT = 1;

    /** What a process has open beside its connections. */
    private static final int OTHERS = 128;

    private RoomForDescriptors() {}

    /** Asks for room for so many connections, soon; where fewer are allowed, for half of that, and so on. */
    public static void request(int connections) {
        SystemCalls.soon(kernel -> grow(kernel, connections + OTHERS));
    }

    /** A descriptor with a number that high needs a table that large, and leaves it behind. */
    private static void grow(SystemCalls.Kernel kernel, long descriptors) throws Throwable {
        for (long wanted = descriptors; wanted > OTHERS; wanted /= 2) {
            long highest = kernel.call(FCNTL, STANDARD_OUTPUT, F_DUPFD, wanted);
            if (highest >= 0) {
                kernel.call(CLOSE, highest, 0, 0);
                LOG.debug("Room for {} descriptors", highest);
                return;
            }
        }
    }
}
