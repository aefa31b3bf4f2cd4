package dev.plimsoll.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** By default Linux lets a sleeping thread oversleep by 50 µs, to wake several at once. A load generator must not. */
public final class TimerSlack {
    private TimerSlack() {}

    /** Makes the calling thread's timers as exact as the kernel can; does nothing where that is not allowed. */
    public static void minimise() {
        try {
            var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
        } catch (IOException | UnsupportedOperationException e) {
            // another kernel, or a stricter one: waits are a little less exact, and lateness is measured anyway
        }
    }
}
