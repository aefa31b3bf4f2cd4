package dev.plimsoll.runner.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Linux how long the turns of a thread shall be, by {@code sched_setattr(2)}. */
final class ShortTurns {
    private static final Logger LOG = LoggerFactory.getLogger(ShortTurns.class);

    /** The shortest that Linux grants. */
    private static final long TURN_NANOS = 100_000;

    private static final long SCHED_SETATTR = SystemCalls.number(314, 274);

    // struct sched_attr: 32 bits each of size and policy, 64 of flags, 32 each of nice and priority, 64 of runtime, ...
    private static final int SIZE = 48;
    private static final int RUNTIME_OFFSET = 24;

    private ShortTurns() {}

    /** Asks for short turns of a thread, soon. */
    static void request(int threadId) {
        SystemCalls.soon(kernel -> shorten(kernel, threadId));
    }

    private static void shorten(SystemCalls.Kernel kernel, int threadId) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(SIZE, Long.BYTES); // zero: the ordinary policy, not nice
            attributes.set(JAVA_INT, 0, SIZE);
            attributes.set(JAVA_LONG, RUNTIME_OFFSET, TURN_NANOS);
            long result = kernel.call(SCHED_SETATTR, threadId, attributes.address(), 0);
            LOG.debug("Short turns for thread {}: {}", threadId, result);
        }
    }
}
