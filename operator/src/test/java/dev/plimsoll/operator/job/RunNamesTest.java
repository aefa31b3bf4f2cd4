package dev.plimsoll.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunNamesTest {
    @Test
    void shouldKeepNamesWhenTheyFit() {
        assertThat(RunNames.job("checkout-1")).isEqualTo("checkout-1");
        assertThat(RunNames.run("checkout", 12)).isEqualTo("checkout-12");
        assertThat(RunNames.label("checkout")).isEqualTo("checkout");
    }

    @Test
    void shouldStayDifferentWhenLongNamesAreShortened() {
        var longName = "a".repeat(200);
        assertThat(RunNames.job(longName + "1")).hasSize(52).isNotEqualTo(RunNames.job(longName + "2"));
        assertThat(RunNames.label(longName)).hasSize(63);
        assertThat(RunNames.run(longName, 7)).hasSize(52).endsWith("-7");
    }

    @Test
    void shouldBeADnsLabelWhenTheNameHasDots() {
        assertThat(RunNames.job("a.b")).matches("a-b-[0-9a-f]{8}");
    }
}
