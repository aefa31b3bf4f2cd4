package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.stats.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each tool showed in each round, and the table of it. */
final class Readings {
    private static final double MIB = 1024.0 * 1024;

    private final Map<String, List<Reading>> byTool = new LinkedHashMap<>();

    Readings(List<String> tools) {
        tools.forEach(tool -> byTool.put(tool, new ArrayList<>()));
    }

    void add(String tool, Reading reading) {
        byTool.computeIfAbsent(tool, _ -> new ArrayList<>()).add(reading);
    }

    /** Median and range over the rounds. */
    Spread of(String tool, ToDoubleFunction<Reading> number) {
        return Spread.of(values(tool, number));
    }

    /** Median and range of the ratio to another tool in the same round. */
    Spread ratio(String tool, String reference, ToDoubleFunction<Reading> number) {
        return Spread.ofRatios(values(tool, number), values(reference, number));
    }

    private List<Double> values(String tool, ToDoubleFunction<Reading> number) {
        return byTool.getOrDefault(tool, List.of()).stream()
                .map(number::applyAsDouble)
                .toList();
    }

    /**
     * A table in Markdown: median, and range in brackets.
     *
     * @param reference the tool that the others are divided by
     */
    String table(String reference) {
        var text = new StringBuilder("""
            | tool | requests/s | ÷ %1$s | requests a client CPU-second | ÷ %1$s | client's core | server's core | taken by others | peak memory |
            |---|---|---|---|---|---|---|---|---|
            """.formatted(reference));
        for (var tool : byTool.keySet()) {
            text.append("| %s | %s | %s | %s | %s | %.0f %% | %.0f %% | %.1f %% | %.0f MiB |%n"
                    .formatted(
                            tool,
                            of(tool, Reading::requestsPerSecond).format(0),
                            ratio(tool, reference, Reading::requestsPerSecond).format(2),
                            of(tool, Reading::requestsPerCpuSecond).format(0),
                            ratio(tool, reference, Reading::requestsPerCpuSecond)
                                    .format(2),
                            100 * of(tool, Reading::clientCores).median(),
                            100 * of(tool, Reading::serverCores).median(),
                            100 * of(tool, Reading::serverWaited).median(),
                            of(tool, Reading::peakBytes).median() / MIB));
        }
        return text.toString();
    }
}
