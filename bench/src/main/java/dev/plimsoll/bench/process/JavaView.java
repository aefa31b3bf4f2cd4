package dev.plimsoll.bench.process;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a Java process says about itself over JMX. It answers on threads of its own. */
public final class JavaView implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private JavaView(JMXConnector connector, MBeanServerConnection beans) throws IOException {
        this.connector = connector;
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

    /** Bytes of the heap that a collection, which is made for it, leaves in use. */
    public long heapAfterCollection() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
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
