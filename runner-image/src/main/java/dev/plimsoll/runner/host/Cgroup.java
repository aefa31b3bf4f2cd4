package dev.plimsoll.runner.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The control group that this process runs in, version 1 or 2. What cannot be read counts as no limit. */
public final class Cgroup {
    private static final long NANOS_PER_MICRO = 1_000;

    /** More than the kernel has to say. */
    private static final int LONGEST = 4 * 1024;

    private final Path root;
    private final byte[] content = new byte[LONGEST];
    private @Nullable RandomAccessFile statistics;

    /** Below the root of a file system: {@code /}, but in tests. */
    public Cgroup(Path root) {
        this.root = root;
    }

    /** Whether a CPU quota can hold this process back; it must not spin then. */
    public boolean hasCpuQuota() {
        return lines("cpu.max").anyMatch(line -> !line.startsWith("max"))
                || lines("cpu.cfs_quota_us").anyMatch(line -> !line.startsWith("-"));
    }

    /**
     * For how long, in all, the CPU quota has held this process back. Is read once a second beside the load, so the
     * file is found once and stays open. Belongs to one thread.
     */
    public long throttledNanos() {
        try {
            if (statistics == null) {
                var file = file("cpu.stat");
                if (file.isEmpty()) {
                    return 0;
                }
                statistics = new RandomAccessFile(file.get().toFile(), "r");
            }
            statistics.seek(0);
            int length = statistics.read(content);
            return throttledNanos(new String(content, 0, Math.max(0, length), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return 0;
        }
    }

    private static long throttledNanos(String statistics) {
        return number(statistics, "throttled_usec ") * NANOS_PER_MICRO + number(statistics, "throttled_time ");
    }

    /** What stands behind a word, of which there is one at most; 0 without it. */
    private static long number(String text, String word) {
        int at = text.indexOf(word);
        if (at < 0) {
            return 0;
        }
        int from = at + word.length();
        int to = text.indexOf('\n', from);
        return Long.parseLong(text, from, to < 0 ? text.length() : to, 10);
    }

    private Stream<String> lines(String file) {
        return file(file).map(Cgroup::read).orElse(List.of()).stream();
    }

    /** A file of the CPU controller: of this process's own group where that is visible, else of the root. */
    private Optional<Path> file(String file) {
        var mount = root.resolve("sys/fs/cgroup");
        var own = ownGroup();
        return Stream.of("", "cpu", "cpu,cpuacct")
                .flatMap(controller -> Stream.of(mount.resolve(controller).resolve(own), mount.resolve(controller)))
                .map(folder -> folder.resolve(file))
                .filter(Files::isReadable)
                .findFirst();
    }

    /** From lines such as {@code 0::/kubepods/pod1} (version 2) and {@code 4:cpu,cpuacct:/pod1} (version 1). */
    private String ownGroup() {
        return read(root.resolve("proc/self/cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3
                        && (parts[1].isEmpty() || List.of(parts[1].split(",")).contains("cpu")))
                .max((a, b) -> Integer.compare(a[1].length(), b[1].length()))
                .map(parts -> parts[2].substring(1))
                .orElse("");
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
