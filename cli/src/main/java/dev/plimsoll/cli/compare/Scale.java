package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.quantity.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a histogram's whole numbers stand for.
 *
 * @param decimals how many of their last digits are behind the point: none, or {@link #DECIMALS} for a log of decimal
 *     numbers
 * @param unit of the log's numbers; null when nobody said it
 */
public record Scale(int decimals, @Nullable Unit unit) {
    /** Of a decimal number a millionth is told apart, and 9 · 10¹² fits. */
    static final int DECIMALS = 6;

    /** A value of a histogram, in the log's own numbers. */
    public BigDecimal inLog(long value) {
        return BigDecimal.valueOf(value, decimals);
    }

    /** As a time with its unit; as a plain number when nobody said the unit. */
    public String format(long value) {
        var number = inLog(value);
        return unit == null
                ? number.round(new MathContext(3)).stripTrailingZeros().toPlainString()
                : Durations.format(number.multiply(BigDecimal.valueOf(unit.nanos()))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue());
    }
}
