package dev.plimsoll.runner.host;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Java has no other way to ask of Linux than by {@code syscall(2)}. To set that up takes Java about 0.2 s, so a
 * thread of its own does it when nothing else is to do.
 */
final class SystemCalls {
    private static final Logger LOG = LoggerFactory.getLogger(SystemCalls.class);
    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    /** Elsewhere the same numbers mean other calls. */
    private static final boolean KNOWN =
            "Linux".equals(System.getProperty("os.name")) && (ARM || "amd64".equals(System.getProperty("os.arch")));

    private static final BlockingQueue<Task> TASKS = new LinkedBlockingQueue<>();

    static {
        if (KNOWN) {
            start();
        }
    }

    private SystemCalls() {}

    /** What is to be asked. */
    @FunctionalInterface
    interface Task {
        void run(Kernel kernel) throws Throwable; // as method handles declare it
    }

    /** Calls with at most three arguments. */
    @FunctionalInterface
    interface Kernel {
        /**
         * Makes a call.
         *
         * @return what it returns; -1 where it failed
         */
        long call(long number, long first, long second, long third) throws Throwable;
    }

    /** The number of a call, which is not the same on all processors. */
    static long number(long x86, long arm) {
        return ARM ? arm : x86;
    }

    /** Has it done soon. What fails is told in the log of details alone: all that is asked is a favour. */
    static void soon(Task task) {
        if (KNOWN) {
            TASKS.add(task);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // where the scheduler does not care, this is only done sooner
    private static void start() {
        var thread = Thread.ofPlatform().daemon().name("system-calls").unstarted(SystemCalls::run);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        try {
            var call = syscall();
            Kernel kernel = (number, first, second, third) -> (long) call.invokeExact(number, first, second, third);
            while (true) {
                TASKS.take().run(kernel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // a method handle declares them all; a favour is not given, and nobody waits for it
            LOG.debug("No calls of the kernel", e);
        }
    }

    private static MethodHandle syscall() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }
}
