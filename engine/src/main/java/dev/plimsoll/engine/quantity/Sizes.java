package dev.plimsoll.engine.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Numbers of bytes: {@code 500B}, {@code 10KiB}, {@code 1.5MB}. */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(B|kB|MB|GB|KiB|MiB|GiB)");

    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private Sizes() {}

    /**
     * Reads a size.
     *
     * @return bytes, fractions of one rounded down
     * @throws MalformedQuantityException when the text is none, or more than a long holds
     */
    public static long parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedQuantityException(text, "a size: write digits and a unit, such as 500B or 10KiB");
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(Objects.requireNonNull(BYTES.get(matcher.group(2)))))
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new MalformedQuantityException(text, "a size that a computer can hold", e);
        }
    }
}
