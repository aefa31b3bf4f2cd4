package dev.plimsoll.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The control group that this process runs in, version 1 or 2. What cannot be read counts as no limit. */
public final class Cgroup {
    private static final long NANOS_PER_MICRO = 1_000;

    private final Path root;

    /** Below the root of a file system: {@code /}, but in tests. */
    public Cgroup(Path root) {
        this.root = root;
    }

    /** Whether a CPU quota can hold this process back; it must not spin then. */
    public boolean hasCpuQuota() {
        return lines("cpu.max").anyMatch(line -> !line.startsWith("max"))
                || lines("cpu.cfs_quota_us").anyMatch(line -> !line.startsWith("-"));
    }

    /** For how long, in all, the CPU quota has held this process back. */
    public long throttledNanos() {
        return lines("cpu.stat")
                .flatMapToLong(line -> {
                    var words = line.split(" ", 2);
                    return switch (words[0]) {
                        case "throttled_usec" -> LongStream.of(number(words) * NANOS_PER_MICRO);
                        case "throttled_time" -> LongStream.of(number(words));
                        default -> LongStream.empty();
                    };
                })
                .findFirst()
                .orElse(0);
    }

    private static long number(String[] words) {
        return words.length == 2 ? Long.parseLong(words[1].strip()) : 0;
    }

    /**
     * The lines of a file of the CPU controller: of this process's own group where that is visible, else of the root.
     */
    private Stream<String> lines(String file) {
        var mount = root.resolve("sys/fs/cgroup");
        var own = ownGroup();
        return Stream.of("", "cpu", "cpu,cpuacct")
                .flatMap(controller -> Stream.of(mount.resolve(controller).resolve(own), mount.resolve(controller)))
                .map(folder -> folder.resolve(file))
                .filter(Files::isReadable)
                .findFirst()
                .map(Cgroup::read)
                .orElse(List.of())
                .stream();
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
