package dev.plimsoll.cli.result;

import dev.plimsoll.engine.finding.Figure;
import dev.plimsoll.engine.finding.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands out over the time of a run.
 *
 * @param numbers by name; times are milliseconds and rates per second, and their names say so
 */
record FindingJson(String name, boolean concern, @Nullable String phase, String message, Map<String, Double> numbers) {
    private static final double NANOS_PER_MILLI = 1e6;

    static FindingJson of(Finding finding) {
        var numbers = new LinkedHashMap<String, Double>();
        finding.figures().forEach(figure -> numbers.put(name(figure), value(figure)));
        return new FindingJson(
                finding.kind().word(),
                finding.kind().isConcern(),
                finding.phase().isEmpty() ? null : finding.phase(),
                finding.message(),
                numbers);
    }

    private static String name(Figure figure) {
        return switch (figure.unit()) {
            case TIME -> figure.name() + "Millis";
            case RATE -> figure.name() + "PerSecond";
            case SHARE, NUMBER -> figure.name();
        };
    }

    private static double value(Figure figure) {
        return switch (figure.unit()) {
            case TIME -> figure.value() / NANOS_PER_MILLI;
            case RATE, SHARE, NUMBER -> figure.value();
        };
    }
}
