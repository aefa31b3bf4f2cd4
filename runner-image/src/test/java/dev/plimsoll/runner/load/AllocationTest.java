package dev.plimsoll.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.JavaProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code bench/allocation} measures with an nginx, for every build. */
@Timeout(90)
class AllocationTest {
    @Test
    void shouldAllocateNothingForARequestOfWhichOnlyTheStatusMatters() throws Exception {
        var options = List.of("@src/main/image/java.flags", "-Dio.netty.leakDetection.level=disabled");
        assertThat(JavaProcess.run(List.of(), options, Allocation.class)).containsPattern("(?m)^0 bytes a request$");
    }
}
