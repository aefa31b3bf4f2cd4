package dev.plimsoll.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.bench.stats.Quantiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void shouldBeTheSameWhenItHasCrossedTheCommandLine() {
        var script = new Script(new DelayLaw(5_000_000, 0.5), Stalls.once(4_000_000_000L, 2_000_000_000), 42);

        assertThat(Script.of(script.words())).isEqualTo(script);
    }

    @Test
    void shouldDrawTheSameDelaysWhenTheSeedIsTheSame() {
        var law = new DelayLaw(5_000_000, 0.5);

        assertThat(law.delays(1, 100)).isEqualTo(law.delays(1, 100)).isNotEqualTo(law.delays(2, 100));
        assertThat(law.delays(1, 50)).isEqualTo(Arrays.copyOf(law.delays(1, 100), 50));
    }

    @Test
    void shouldHaveTheQuantilesOfALogNormalLaw() {
        var quantiles = Quantiles.of(new DelayLaw(5_000_000, 0.5).delays(1, 200_000));

        assertThat(quantiles.p50()).isCloseTo(5e6, within(0.05e6));
        assertThat(quantiles.p99()).isCloseTo(5e6 * Math.exp(0.5 * 2.3263), within(0.3e6));
    }

    @Test
    void shouldAlwaysHoldBackAsLongWhenThereIsNoSpread() {
        assertThat(new DelayLaw(1_000_000, 0).delays(9, 3)).containsExactly(1_000_000, 1_000_000, 1_000_000);
    }

    @Test
    void shouldAnswerAtTheEndOfAStallWhenTheReplyFallsIntoIt() {
        var script = new Script(new DelayLaw(10, 0), Stalls.once(100, 50), 1);

        assertThat(script.replyAt(89, 10)).isEqualTo(99);
        assertThat(script.replyAt(95, 10)).isEqualTo(150);
        assertThat(script.replyAt(145, 10)).isEqualTo(155);
    }
}
