package dev.plimsoll.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class RoomForDescriptorsTest {
    @Test
    void shouldMakeTheTableLargeAndLeaveNoDescriptorOpen() {
        RoomForDescriptors.request(700);
        await().untilAsserted(() -> assertThat(tableSize()).isGreaterThanOrEqualTo(700));
        await().untilAsserted(() -> assertThat(Path.of("/proc/self/fd/828")).doesNotExist());
    }

    @Test
    void shouldTakeWhatItGetsWhereMoreIsAskedThanAllowed() {
        RoomForDescriptors.request(Integer.MAX_VALUE - 128);
        await().untilAsserted(() -> assertThat(tableSize()).isGreaterThanOrEqualTo(256));
    }

    private static long tableSize() throws IOException {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("FDSize:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
