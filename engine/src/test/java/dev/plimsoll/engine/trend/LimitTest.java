package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.trend.Limit.Measure;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    private static Limit limit(String text) {
        return Limit.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "<= 300ms, TIME, true, 3e8, 212ms",
        ">= 450/s, RATE, false, 450, 499.8/s",
        "<= 0.1%, SHARE, true, 0.001, 0.05%",
        ">= 99.9%, SHARE, false, 0.999, 99.995%",
        "<= +10%, DIFFERENCE, true, 0.1, +3.1%",
        ">= -10%, DIFFERENCE, false, -0.1, -3.1%",
        "< +10%, DIFFERENCE, true, 0.1, 0%"
    })
    void shouldReadAndWriteWhatStatusesHave(String text, Measure measure, boolean most, double value, String measured) {
        assertThat(limit(text)).isEqualTo(new Limit(measure, most, value));
        assertThat(limit(text).format(limit(text).read(measured).orElseThrow())).isEqualTo(measured);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "300ms", "<= ", "<= fast", "== 3s", ">= 5/d", "<= +x%"})
    void shouldReadNothingElse(String text) {
        assertThat(Limit.of(text)).isEmpty();
    }

    @Test
    void shouldNotReadAValueOfAnotherMeasure() {
        assertThat(limit("<= 300ms").read("3%")).isEmpty();
        assertThat(limit("<= 3%").read("300ms")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<= 300ms, 2e8, 2.2e8, +10%",
        ">= 450/s, 500, 450, -10%",
        "<= +10%, 0, 0.1, +10%",
        "<= 0.1%, 0, 0.0001, +10% of what is allowed",
        ">= 99.9%, 0.999, 0.9995, +50% of what is allowed",
        "<= 0%, 0, 0.001, +10% of what is allowed",
        ">= 100%, 1, 0.999, -10% of what is allowed"
    })
    void shouldTellAChangeAsPeopleDo(String text, double from, double to, String change) {
        var limit = limit(text);
        assertThat(limit.formatChange(limit.changeOf(limit.onScale(to) - limit.onScale(from))))
                .isEqualTo(change);
    }

    @Test
    void shouldKnowWhatIsWorse() {
        assertThat(limit("<= 300ms").isWorse(0.1)).isTrue();
        assertThat(limit("<= 300ms").isWorse(-0.1)).isFalse();
        assertThat(limit("<= 300ms").isWorse(0)).isFalse();
        assertThat(limit(">= 450/s").isWorse(0.1)).isFalse();
        assertThat(limit(">= 450/s").isWorse(-0.1)).isTrue();
        assertThat(limit(">= 450/s").isWorse(0)).isFalse();
    }

    @Test
    void shouldCompareOnlyWhatHasARatio() {
        assertThat(limit("<= 300ms").canCompare(0)).isFalse();
        assertThat(limit(">= 450/s").canCompare(1e-9)).isTrue();
        assertThat(limit("<= 0.1%").canCompare(0)).isTrue();
        assertThat(limit("<= +10%").canCompare(-1)).isFalse();
        assertThat(limit("<= +10%").canCompare(-0.5)).isTrue();
    }

    @Test
    void shouldTakeSharesAsKnownToAHundredthOfWhatIsAllowed() {
        assertThat(limit("<= 0.1%").resolution()).isEqualTo(0.01);
        assertThat(limit("<= 300ms").resolution()).isEqualTo(0.002);
    }

    @Property(tries = 200, seed = "66")
    void shouldComeBackFromTheScale(@ForAll @DoubleRange(min = 1e-3, max = 1e9) @Scale(4) double value) {
        for (var text : new String[] {"<= 300ms", ">= 450/s", "<= 0.1%", ">= 99%", "<= +10%"}) {
            var limit = limit(text);
            assertThat(limit.offScale(limit.onScale(value))).isCloseTo(value, within(1e-9 * value));
            assertThat(limit.changeOf(limit.onScaleOf(0.05))).isCloseTo(0.05, within(1e-12));
        }
    }
}
