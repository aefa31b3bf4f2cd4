package dev.plimsoll.runner.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
    @TempDir
    private Path root;

    private void write(String file, String content) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void shouldReadVersionTwoAsAContainerSeesIt() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/cpu.max", "50000 100000\n");
        write("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 1234\n");
        var cgroup = new Cgroup(root);
        assertThat(cgroup.hasCpuQuota()).isTrue();
        assertThat(cgroup.throttledNanos()).isEqualTo(1_234_000);
    }

    @Test
    void shouldReadItsOwnGroupOfVersionOneWhenThatIsVisible() throws IOException {
        write("proc/self/cgroup", "9:memory:/pod1\n4:cpu,cpuacct:/pod1\n0::/\n");
        write("sys/fs/cgroup/cpu,cpuacct/pod1/cpu.cfs_quota_us", "20000\n");
        write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
        write("sys/fs/cgroup/cpu,cpuacct/pod1/cpu.stat", "nr_throttled 1\nthrottled_time 77\n");
        var cgroup = new Cgroup(root);
        assertThat(cgroup.hasCpuQuota()).isTrue();
        assertThat(cgroup.throttledNanos()).isEqualTo(77);
    }

    @Test
    void shouldFindNoQuotaWhenThereIsNone() throws IOException {
        assertThat(new Cgroup(root).hasCpuQuota()).isFalse();
        assertThat(new Cgroup(root).throttledNanos()).isZero();
        write("sys/fs/cgroup/cpu.max", "max 100000\n");
        assertThat(new Cgroup(root).hasCpuQuota()).isFalse();
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        assertThat(new Cgroup(root).hasCpuQuota()).isFalse();
    }

    @Test
    void shouldTellOnlyWhatWasThrottledSinceTheLastTime() throws IOException {
        write("sys/fs/cgroup/cpu.stat", "throttled_usec 100\n");
        var health = new HostHealth(new Cgroup(root));
        write("sys/fs/cgroup/cpu.stat", "throttled_usec 130\n");
        assertThat(health.sinceLast().cpuThrottledNanos()).isEqualTo(30_000);
        assertThat(health.sinceLast().cpuThrottledNanos()).isZero();
        assertThat(health.sinceLast().gcNanos()).isNotNegative();
    }
}
