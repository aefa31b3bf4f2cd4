package dev.plimsoll.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A control group with a CPU quota, of version 1 or 2, for one process. Closing removes it; the process must be gone.
 * It weighs as much as one can, so that up to its quota it comes before others on the same core: it is the quota that
 * is tried.
 */
public final class CpuQuota implements AutoCloseable {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final long PERIOD_MICROS = 100_000;

    /** No group could be made. */
    public static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Path group;

    private CpuQuota(Path group) {
        this.group = group;
    }

    /**
     * Makes one.
     *
     * @param cores how much CPU time it grants in each second
     * @throws UnavailableException when this user may not, or the machine has no CPU controller to give
     */
    public static CpuQuota of(double cores) throws UnavailableException {
        boolean second = Files.exists(MOUNT.resolve("cgroup.controllers"));
        var group = (second ? MOUNT : MOUNT.resolve("cpu"))
                .resolve("plimsoll-bench-" + ProcessHandle.current().pid());
        long quota = Math.round(cores * PERIOD_MICROS);
        try {
            Files.createDirectory(group);
            try {
                if (second) {
                    Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
                    Files.writeString(group.resolve("cpu.weight"), "10000");
                } else {
                    Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
                    Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
                    Files.writeString(group.resolve("cpu.shares"), "262144");
                }
            } catch (IOException e) {
                Files.delete(group);
                throw e;
            }
        } catch (IOException e) {
            throw new UnavailableException("no control group with a CPU quota can be made: " + e, e);
        }
        return new CpuQuota(group);
    }

    /** Words before a command that make it run in the group from its first instruction on. */
    public List<String> wrapper() {
        return List.of("/bin/sh", "-c", "echo $$ > '" + group.resolve("cgroup.procs") + "' && exec \"$@\"", "sh");
    }

    @Override
    public void close() {
        try {
            Files.delete(group);
        } catch (IOException e) {
            throw new UncheckedIOException("the control group " + group + " cannot be removed", e);
        }
    }
}
