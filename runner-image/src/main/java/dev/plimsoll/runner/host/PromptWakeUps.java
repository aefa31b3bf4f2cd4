package dev.plimsoll.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux does by default suits a server: a sleeping thread may oversleep by 50 µs, so that several wake at once,
 * and one that wakes may have to wait for milliseconds until another has used up its turn. A load generator must not.
 */
public final class PromptWakeUps {
    private PromptWakeUps() {}

    /**
     * Makes the calling thread's timers as exact as the kernel can, and asks for short turns: from Linux 6.12 on, a
     * thread with short turns does not wait for one with long ones. Neither needs a privilege, and where the kernel
     * does not allow it, lateness is measured anyway.
     */
    public static void request() {
        try {
            var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
            ShortTurns.request(Integer.parseInt(thread.toString()));
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            // another kernel, or a stricter one
        }
    }
}
