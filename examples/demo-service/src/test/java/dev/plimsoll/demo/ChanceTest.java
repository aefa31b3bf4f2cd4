package dev.plimsoll.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private static final int DRAWS = 20_000;

    @Test
    void shouldDelayByTheMedianAndNearlyTwiceOfItAtThe99thPercentile() {
        var chance = new Chance(7);

        var millis = IntStream.range(0, DRAWS)
                .mapToObj(i -> chance.delay(20))
                .mapToDouble(delay -> delay.toNanos() / 1e6)
                .sorted()
                .toArray();

        assertThat(millis[DRAWS / 2]).isCloseTo(20, within(0.2));
        assertThat(millis[DRAWS * 99 / 100]).isCloseTo(20 * Math.exp(0.25 * 2.326), within(0.8));
    }

    @Test
    void shouldRepeatItselfWhenSeededAlike() {
        assertThat(tenDelays(3)).isEqualTo(tenDelays(3)).isNotEqualTo(tenDelays(4));
    }

    @Test
    void shouldFailAsOftenAsAsked() {
        var chance = new Chance(7);

        assertThat(IntStream.range(0, DRAWS).filter(i -> chance.happens(1)).count())
                .isCloseTo(200, within(60L));
    }

    private static List<Duration> tenDelays(long seed) {
        var chance = new Chance(seed);
        return IntStream.range(0, 10).mapToObj(i -> chance.delay(20)).toList();
    }
}
