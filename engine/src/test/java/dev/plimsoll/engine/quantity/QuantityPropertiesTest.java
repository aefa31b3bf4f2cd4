package dev.plimsoll.engine.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What is written can be read, and means the same but for the digits that were rounded away. */
class QuantityPropertiesTest {

    @Property(tries = 1_000, seed = "31")
    void shouldReadWhatItWroteWhenItIsADuration(@ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long nanos) {
        double tolerance = nanos < 60_000_000_000L ? nanos * 0.005 : 500_000_000;
        assertThat((double) Durations.parse(Durations.format(nanos))).isCloseTo((double) nanos, within(tolerance));
    }

    @Property(tries = 1_000, seed = "32")
    void shouldWriteTheSameAgainWhenADurationWasRead(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long nanos,
            @ForAll @IntRange(min = 3, max = 9) int digits) {
        var text = Durations.format(nanos, digits);
        assertThat(Durations.format(Durations.parse(text), digits)).isEqualTo(text);
    }

    @Property(tries = 1_000, seed = "33")
    void shouldReadWhatItWroteWhenItIsARate(@ForAll @DoubleRange(max = 1e9) double perSecond) {
        assertThat(Rates.parse(Rates.format(perSecond))).isCloseTo(perSecond, within(0.5 + perSecond * 0.0005));
        var text = Rates.format(perSecond);
        assertThat(Rates.format(Rates.parse(text))).isEqualTo(text);
    }

    @Property(tries = 1_000, seed = "34")
    void shouldReadWhatItWroteWhenItIsAPercentage(@ForAll @DoubleRange(max = 1) double fraction) {
        var text = Percentages.format(fraction);
        assertThat(Percentages.parse(text)).isCloseTo(fraction, within(fraction * 0.005));
        assertThat(Percentages.format(Percentages.parse(text))).isEqualTo(text);
    }
}
