package dev.plimsoll.runner.host;

import dev.plimsoll.engine.contract.GeneratorHealth;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** How much time the CPU quota and the garbage collector took from this process. Belongs to one thread. */
public final class HostHealth {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Cgroup cgroup;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private long throttledBefore;
    private long collectedBefore;

    public HostHealth(Cgroup cgroup) {
        this.cgroup = cgroup;
        throttledBefore = cgroup.throttledNanos();
        collectedBefore = collectedNanos();
    }

    /** Since the last call, or since the beginning. */
    public GeneratorHealth sinceLast() {
        long throttled = cgroup.throttledNanos();
        long collected = collectedNanos();
        var health = new GeneratorHealth(0, throttled - throttledBefore, collected - collectedBefore, 0, 0);
        throttledBefore = throttled;
        collectedBefore = collected;
        return health;
    }

    private long collectedNanos() {
        long millis = 0;
        for (var collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis * NANOS_PER_MILLI;
    }
}
