package dev.plimsoll.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessViewTest {
    @Test
    void shouldCountFromBehindTheNameWhenTheNameHasBlanks() {
        var stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 7 7 20 0 1 0 100 1000 10";

        assertThat(ProcessView.cpuSeconds(stat)).isEqualTo(2.0);
    }

    @Test
    void shouldReadThePeakInBytes() {
        assertThat(ProcessView.bytes("VmHWM:", "Name:\tx\nVmPeak:\t 9 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 5 kB\n"))
                .isEqualTo(2_097_152);
    }

    @Test
    void shouldSeeALiveProcess() {
        var self = new ProcessView(Path.of("/proc/self"));

        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.peakBytes()).isPositive();
        assertThat(self.waitedSeconds()).isNotNegative();
    }
}
