package dev.plimsoll.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedStatusTest {
    @Test
    void shouldAcceptWhatIsListed() {
        var expected = ExpectedStatus.of(List.of(200, 404));
        assertThat(expected.accepts(404)).isTrue();
        assertThat(expected.accepts(201)).isFalse();
    }

    @Test
    void shouldAcceptSuccessAndRedirectsWhenNothingIsListed() {
        var expected = ExpectedStatus.of(List.of());
        assertThat(expected.accepts(200)).isTrue();
        assertThat(expected.accepts(399)).isTrue();
        assertThat(expected.accepts(199)).isFalse();
        assertThat(expected.accepts(400)).isFalse();
    }
}
