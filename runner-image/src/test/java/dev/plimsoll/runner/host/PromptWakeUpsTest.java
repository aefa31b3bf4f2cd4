package dev.plimsoll.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PromptWakeUpsTest {
    @Test
    void shouldMakeTimersExactAndTurnsShortWhenTheKernelLetsIt() throws IOException {
        var id = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        var thread = Path.of("/proc").resolve(id);
        PromptWakeUps.request();
        assertThat(Files.readString(thread.resolve("timerslack_ns")).strip()).isEqualTo("1");
        assumeTrue(slice(thread) > 0, "this kernel does not show the length of turns");
        await().untilAsserted(() -> assertThat(slice(thread)).isEqualTo(100_000));
    }

    /** In nanoseconds; 0 where the kernel does not show it. */
    private static long slice(Path thread) throws IOException {
        return Files.readString(thread.resolve("sched"))
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
