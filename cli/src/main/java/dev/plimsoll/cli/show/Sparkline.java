package dev.plimsoll.cli.show;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as a line of bars, from the lowest to the highest; a dot where there is none. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String NOTHING = "·";

    private Sparkline() {}

    static String of(List<@Nullable Double> values) {
        var summary = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(value -> Objects.requireNonNull(value))
                .summaryStatistics();
        double range = summary.getMax() - summary.getMin();
        return values.stream()
                .map(value -> value == null ? NOTHING : bar(value - summary.getMin(), range))
                .collect(Collectors.joining());
    }

    private static String bar(double above, double range) {
        int bar = range == 0 ? 0 : (int) Math.min(BARS.length() - 1, above / range * BARS.length());
        return BARS.substring(bar, bar + 1);
    }
}
