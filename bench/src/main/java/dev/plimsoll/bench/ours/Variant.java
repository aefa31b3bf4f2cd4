package dev.plimsoll.bench.ours;

import java.util.Arrays;
import java.util.List;

/**
 * The runner with further options of Java: another collector, another allocator, without the cache.
 *
 * @param name as tables show it
 * @param options behind those of the image, so that they win
 */
public record Variant(String name, List<String> options) {
    /** As it is shipped. */
    public static final Variant PLAIN = new Variant("plimsoll", List.of());

    /** As the operator and the command line start it for an open load of at most 10,000 requests/s a runner. */
    public static final Variant PACED = new Variant("plimsoll", List.of("-XX:TieredStopAtLevel=1"));

    public Variant {
        options = List.copyOf(options);
    }

    /**
     * Reads {@code NAME=OPTION OPTION …}.
     *
     * @throws IllegalArgumentException when there is no name
     */
    public static Variant parse(String text) {
        var parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no variant; expected NAME=OPTIONS-OF-JAVA");
        }
        var options = Arrays.stream(parts[1].strip().split("\\s+")).filter(option -> !option.isEmpty());
        return new Variant(parts[0].strip(), options.toList());
    }

    /** Whether its options say what becomes of the ahead-of-time cache, so that none is made for it. */
    boolean decidesOnCache() {
        return options.stream().anyMatch(option -> option.startsWith("-XX:AOT"));
    }
}
