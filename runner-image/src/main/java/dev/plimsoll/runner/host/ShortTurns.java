package dev.plimsoll.runner.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Linux how long the turns of a thread shall be, by {@code sched_setattr(2)}, which Java has no other way to
 * call. To set that up takes Java about 0.2 s, so a thread of its own does it when nothing else is to do.
 */
final class ShortTurns {
    private static final Logger LOG = LoggerFactory.getLogger(ShortTurns.class);

    /** The shortest that Linux grants. */
    private static final long TURN_NANOS = 100_000;

    private static final long NUMBER_OF_CALL = "aarch64".equals(System.getProperty("os.arch")) ? 274 : 314;

    // struct sched_attr: 32 bits each of size and policy, 64 of flags, 32 each of nice and priority, 64 of runtime, ...
    private static final int SIZE = 48;
    private static final int RUNTIME_OFFSET = 24;

    private static final BlockingQueue<Integer> THREADS = new LinkedBlockingQueue<>();

    static {
        start();
    }

    private ShortTurns() {}

    /** Asks for short turns of a thread, soon. */
    static void request(int threadId) {
        THREADS.add(threadId);
    }

    @SuppressWarnings("ThreadPriorityCheck") // where the scheduler does not care, this is only done sooner
    private static void start() {
        var thread = Thread.ofPlatform().daemon().name("short-turns").unstarted(ShortTurns::run);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(SIZE, Long.BYTES); // zero: the ordinary policy, not nice
            attributes.set(JAVA_INT, 0, SIZE);
            attributes.set(JAVA_LONG, RUNTIME_OFFSET, TURN_NANOS);
            var call = systemCall();
            while (true) {
                int thread = THREADS.take();
                long result = (long) call.invokeExact(NUMBER_OF_CALL, thread, attributes, 0);
                LOG.debug("Short turns for thread {}: {}", thread, result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // a method handle declares them all
            LOG.debug("No short turns", e);
        }
    }

    private static MethodHandle systemCall() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.firstVariadicArg(1));
    }
}
