package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioEstimateTest {
    /** What was surely above is surely below: the bounds change places. */
    @Test
    void shouldSayTheSameOfTheInverse() {
        var estimate = new RatioEstimate(7, 1.25, 0.8, 2, 1.6, 0.1, 0.3);

        assertThat(estimate.inverse()).isEqualTo(new RatioEstimate(7, 0.8, 0.5, 1.25, 0.625, 0.1, 0.3));
    }
}
