package dev.plimsoll.operator.limits;

import dev.plimsoll.engine.limit.TargetPattern;
import dev.plimsoll.engine.quantity.Rates;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds in a namespace. Whatever is null is not limited.
 *
 * @param name of the namespace; {@link #OTHERS} for each that has no entry of its own
 * @param maxRuns how many of its runs may be at work at once
 * @param maxRate most requests per second of all its runs together, such as {@code 5000/s}
 * @param targets patterns of the hosts that its runs may load; nothing may be loaded when there are none
 */
public record NamespaceLimits(
        String name,
        @Nullable Integer maxRuns,
        @Nullable String maxRate,
        @Nullable List<String> targets) {
    /** The name of the entry for all namespaces that have none. */
    public static final String OTHERS = "*";

    private static final Pattern NAME = Pattern.compile("\\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    public NamespaceLimits {
        checkName(name);
        checkMaxRuns(maxRuns);
        if (maxRate != null && rate(maxRate) == 0) {
            throw new IllegalArgumentException(
                    "maxRate: \"" + maxRate + "\": is no rate at all; where nothing may be loaded, write targets: []");
        }
        if (targets != null) {
            targets.forEach(NamespaceLimits::checkTarget);
            targets = List.copyOf(targets);
        }
    }

    private static void checkName(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: \"" + (name == null ? "" : name)
                    + "\": is no namespace; write the name of one, or '*' for all others");
        }
    }

    static void checkMaxRuns(@Nullable Integer maxRuns) {
        if (maxRuns != null && maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns: \"" + maxRuns
                    + "\": would keep every run waiting forever; write 1 or more, and where nothing may run"
                    + " targets: []");
        }
    }

    private static void checkTarget(String pattern) {
        try {
            var _ = TargetPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("targets: " + e.getMessage(), e);
        }
    }

    private static double rate(String text) {
        try {
            return Rates.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("maxRate: " + e.getMessage(), e);
        }
    }

    /** Its place in the configuration. */
    public String rule() {
        return "limits.namespaces[" + name + "]";
    }

    /** {@link #maxRate} as a number; null for any rate. */
    public @Nullable Double maxPerSecond() {
        return maxRate == null ? null : (Double) rate(maxRate);
    }
}
