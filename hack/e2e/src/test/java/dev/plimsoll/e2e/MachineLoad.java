package dev.plimsoll.e2e;

import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How busy this machine is, which runners, target and control plane share with builds and people. */
final class MachineLoad {
    private static final double QUIET = 0.5;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private MachineLoad() {}

    /** Waits until half of the processors' time is free, or a minute: the tests have to pass on a busy machine too. */
    static void awaitQuiet() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var begin = System.nanoTime();
        system.getCpuLoad(); // is of the time since the last call
        await("a quiet machine")
                .pollDelay(LOOK)
                .pollInterval(LOOK)
                .atMost(PATIENCE.multipliedBy(2))
                .until(() -> system.getCpuLoad() < QUIET || System.nanoTime() - begin > PATIENCE.toNanos());
    }
}
