package dev.plimsoll.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that numbers come from, in words: without it they mean little. */
public record Machine(String processor, int cores, double memoryGib, String kernel, String system) {
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    /** This one. */
    public static Machine here() {
        int cores = (int) lines("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                cores,
                Double.parseDouble(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_PER_GIB,
                System.getProperty("os.version"),
                value("/etc/os-release", "PRETTY_NAME").replace("\"", ""));
    }

    private static String value(String file, String key) {
        return lines(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replaceFirst("^\\s*[:=]\\s*", ""))
                .findFirst()
                .orElse("0");
    }

    private static String lines(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB, Linux %s, %s, Java %s",
                processor,
                cores,
                memoryGib,
                kernel,
                system,
                Runtime.version());
    }
}
