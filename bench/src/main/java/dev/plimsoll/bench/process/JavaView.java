package dev.plimsoll.bench.process;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a Java process says about itself over JMX. It answers on threads of its own. */
public final class JavaView implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final MBeanServerConnection beans;

    private JavaView(JMXConnector connector, MBeanServerConnection beans) throws IOException {
        this.connector = connector;
        this.beans = beans;
        threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /** Connects to a process of this user, which need not have been prepared for it. */
    @SuppressWarnings("BanJNDI") // what is read comes from a process that this one has started
    public static JavaView of(PinnedProcess process) {
        try {
            var machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                var connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                return new JavaView(connector, connector.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("no way into the process; it said: " + process.lastWords(), e);
        }
    }

    /** Bytes that all threads whose names begin so have allocated since they began. */
    public long allocatedBytes(String prefix) {
        var ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(prefix))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        if (ids.length == 0) {
            throw new IllegalStateException("it has no thread whose name begins with " + prefix);
        }
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }

    /**
     * Bytes of the heap that a collection, which is made for it, has left in use: by the collector's own account, for
     * the process goes on allocating before anybody can ask.
     */
    public long heapAfterCollection() {
        memory.gc();
        try {
            return ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class).stream()
                    .filter(collector -> collector.getLastGcInfo() != null)
                    .max(Comparator.comparingLong(
                            collector -> collector.getLastGcInfo().getEndTime()))
                    .map(JavaView::heapAfterLast)
                    .orElseThrow(() -> new IllegalStateException("no collector has collected anything"));
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    private static long heapAfterLast(GarbageCollectorMXBean collector) {
        var pools = Set.of(collector.getMemoryPoolNames()); // it tells of others too, outside the heap
        return collector.getLastGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }
}
