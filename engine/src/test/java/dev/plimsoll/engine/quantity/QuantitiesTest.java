package dev.plimsoll.engine.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "300ms, 300000000",
        "1m30s, 90000000000",
        "1.5s, 1500000000",
        "1h, 3600000000000",
        "2h0.5m, 7230000000000",
        "87.2us, 87200",
        "5ns, 5",
        "0.4ns, 0",
        "0s, 0",
        "1s1s, 2000000000"
    })
    void shouldReadADurationWhenItIsOne(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "300", "ms", "300 ms", "-1s", "1d", "1,5s", ".5s", "1.s", "1sm", "300MS"})
    void shouldSayWhatIsExpectedWhenItIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(MalformedQuantityException.class)
                .hasMessage("\"" + text + "\" is not a duration: write digits and a unit (us, ms, s, m or h),"
                        + " such as 300ms or 1m30s");
    }

    @ParameterizedTest
    @CsvSource({"500B, 500", "10KiB, 10240", "1.5kB, 1500", "0.5MiB, 524288", "1GB, 1000000000", "2GiB, 2147483648"})
    void shouldReadASizeWhenItIsOne(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "10 KiB", "10kb", "10Ki", "-1B"})
    void shouldSayWhatIsExpectedWhenItIsNoSize(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(MalformedQuantityException.class)
                .hasMessage("\"" + text + "\" is not a size: write digits and a unit, such as 500B or 10KiB");
    }

    @Test
    void shouldSayThatItIsTooLongWhenADurationDoesNotFit() {
        assertThatThrownBy(() -> Durations.parse("9999999h"))
                .hasMessageStartingWith("\"9999999h\" is not a duration that a computer can hold");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "7, 7ns",
        "999, 999ns",
        "1000, 1us",
        "87249, 87.2us",
        "999499, 999us",
        "999500, 1ms",
        "212400000, 212ms",
        "1534000000, 1.53s",
        "59940000000, 59.9s",
        "59960000000, 1m",
        "90400000000, 1m30s",
        "3600000000000, 1h",
        "3605000000000, 1h5s",
        "9045000000000, 2h30m45s",
        "-1500000, -1.5ms",
        "90000000000000, 25h"
    })
    void shouldRoundToThreeDigitsWhenADurationIsWritten(long nanos, String text) {
        assertThat(Durations.format(nanos)).isEqualTo(text);
    }

    @Test
    void shouldWriteMoreDigitsWhenAskedTo() {
        assertThat(Durations.format(300_154_879, 4)).isEqualTo("300.2ms");
        assertThat(Durations.format(90_449_000_000L, 5)).isEqualTo("1m30.45s");
        assertThat(Percentages.format(0.98964, 4)).isEqualTo("98.96%");
        assertThat(Rates.format(499.8123, 6)).isEqualTo("499.812/s");
    }

    @ParameterizedTest
    @CsvSource({"500/s, 500", "30/m, 0.5", "36/h, 0.01", "0/s, 0", "0.25/s, 0.25"})
    void shouldReadARateWhenItIsOne(String text, double perSecond) {
        assertThat(Rates.parse(text)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "500/d", "/s", "-5/s", "5 /s", "1e3/s"})
    void shouldSayWhatIsExpectedWhenItIsNoRate(String text) {
        assertThatThrownBy(() -> Rates.parse(text))
                .isInstanceOf(MalformedQuantityException.class)
                .hasMessage("\"" + text + "\" is not a rate: write digits, a slash and s, m or h,"
                        + " such as 500/s or 30/m");
    }

    @ParameterizedTest
    @CsvSource({"499.8, 499.8/s", "500, 500/s", "12503.4, 12503/s", "0.12345, 0.1235/s", "0, 0/s", "1000000, 1000000/s"
    })
    void shouldKeepWholeDigitsWhenARateIsWritten(double perSecond, String text) {
        assertThat(Rates.format(perSecond)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.1%, 0.001", "100%, 1", "0%, 0", "12.5%, 0.125", "250%, 2.5"})
    void shouldReadAPercentageWhenItIsOne(String text, double fraction) {
        assertThat(Percentages.parse(text)).isEqualTo(fraction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "%", "-1%", "1 %", "0,1%"})
    void shouldSayWhatIsExpectedWhenItIsNoPercentage(String text) {
        assertThatThrownBy(() -> Percentages.parse(text))
                .isInstanceOf(MalformedQuantityException.class)
                .hasMessage("\"" + text + "\" is not a percentage: write digits and a percent sign, such as 0.1%");
    }

    @ParameterizedTest
    @CsvSource({"0.0005, 0.05%", "0.000337123, 0.0337%", "0, 0%", "1, 100%", "0.1234, 12.3%", "1e-9, 0.0000001%"})
    void shouldRoundToThreeDigitsWhenAPercentageIsWritten(double fraction, String text) {
        assertThat(Percentages.format(fraction)).isEqualTo(text);
    }

    @Test
    void shouldSetThousandsApartWhenANumberIsWritten() {
        assertThat(Numbers.grouped(60_000)).isEqualTo("60,000");
        assertThat(Numbers.grouped(-1_234_567)).isEqualTo("-1,234,567");
        assertThat(Numbers.counted(1, "request")).isEqualTo("1 request");
        assertThat(Numbers.counted(0, "request")).isEqualTo("0 requests");
        assertThat(Numbers.plain(99.9)).isEqualTo("99.9");
        assertThat(Numbers.plain(100)).isEqualTo("100");
    }
}
