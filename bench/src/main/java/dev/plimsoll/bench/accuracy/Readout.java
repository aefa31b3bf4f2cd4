package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.stats.Quantiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a tool tells its latencies, and how that is read. Times are nanoseconds. */
enum Readout {
    /** h2load's log: start in µs, status and time in µs, divided by tabs. */
    H2LOAD_LOG {
        @Override
        Quantiles read(String text, int warmupSeconds) {
            var rows = rows(text, "\t");
            double begin = rows.stream().mapToDouble(row -> row[0]).min().orElse(0) + warmupSeconds * 1e6;
            return of(rows.stream()
                    .filter(row -> row[0] >= begin)
                    .mapToDouble(row -> row[2] * 1e3)
                    .toArray());
        }
    },
    /** hey's CSV, after a head: time in s in the first column, offset of the send in s in the last. */
    HEY_CSV {
        @Override
        Quantiles read(String text, int warmupSeconds) {
            return of(rows(text, ",").stream()
                    .filter(row -> row[row.length - 1] >= warmupSeconds)
                    .mapToDouble(row -> row[0] * 1e9)
                    .toArray());
        }
    },
    /** Lines such as {@code 99.900% 1.02ms}, as wrk2 prints them; the warm-up is in them. */
    PERCENT_LINES {
        @Override
        Quantiles read(String text, int warmupSeconds) {
            var values = new HashMap<Double, Double>();
            var lines = LINE.matcher(text);
            while (lines.find()) {
                values.putIfAbsent(
                        Double.parseDouble(lines.group(1)),
                        Double.parseDouble(lines.group(2)) * UNITS.getOrDefault(lines.group(3), Double.NaN));
            }
            return new Quantiles(value(values, 50), value(values, 99), value(values, 99.9));
        }
    };

    private static final Pattern LINE = Pattern.compile("(?m)^\\s*([\\d.]+)%\\s+([\\d.]+)(us|ms|s|m)\\s*$");
    private static final Map<String, Double> UNITS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9);

    /**
     * Reads what a tool said.
     *
     * @throws IllegalArgumentException when it said nothing of the kind
     */
    abstract Quantiles read(String text, int warmupSeconds);

    private static List<double[]> rows(String text, String divider) {
        var rows = text.lines()
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)) && line.contains(divider))
                .map(line -> Arrays.stream(line.split(divider, -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("it noted no request");
        }
        return rows;
    }

    private static Quantiles of(double[] nanos) {
        return Quantiles.of(Arrays.stream(nanos).mapToLong(Math::round).toArray());
    }

    private static double value(Map<Double, Double> values, double percent) {
        var value = values.get(percent);
        if (value == null) {
            throw new IllegalArgumentException("it printed no percentile " + percent);
        }
        return value;
    }
}
