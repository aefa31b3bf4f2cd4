package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EDivisiveTest {
    @Provide
    Arbitrary<List<Integer>> values() {
        return Arbitraries.integers().between(-50, 50).list().ofMinSize(2).ofMaxSize(25);
    }

    /** By hand: distances across are 2 each, within 0, so 2·2/4 · 2·2 = 4. */
    @Test
    void shouldSplitBetweenTwoLevels() {
        var split = EDivisive.split(new double[] {1, 1, 3, 3}, 0, 4, 1).orElseThrow();
        assertThat(split.at()).isEqualTo(2);
        assertThat(split.divergence()).isCloseTo(4, within(1e-12));
    }

    /** By hand, with τ = 2 and κ = 3: across (2 + 1)/2, within 1 and none, so 2·1/3 · (2·1.5 − 1 − 0) = 4/3. */
    @Test
    void shouldSubtractWhatDiffersWithin() {
        var split = EDivisive.split(new double[] {0, 1, 2}, 0, 3, 1).orElseThrow();
        assertThat(split.divergence()).isCloseTo(4.0 / 3, within(1e-12));
    }

    /** A later level that comes back does not hide where it went: the end of the second side is chosen too. */
    @Test
    void shouldLookAtAPartOfWhatIsAfterTheSplit() {
        double[] values = {0, 0, 0, 0, 9, 9, 0, 0, 0, 0};
        assertThat(EDivisive.split(values, 0, values.length, 2).orElseThrow().at())
                .isEqualTo(4);
    }

    @Test
    void shouldNotSplitWhatIsEqualOrTooShort() {
        assertThat(EDivisive.split(new double[] {5, 5, 5, 5}, 0, 4, 1)).isEmpty();
        assertThat(EDivisive.split(new double[] {1, 9}, 0, 2, 2)).isEmpty();
        assertThat(EDivisive.split(new double[] {1}, 0, 1, 1)).isEmpty();
        assertThat(EDivisive.split(new double[] {}, 0, 0, 1)).isEmpty();
    }

    @Test
    void shouldLeaveSoManyValuesOnEitherSide() {
        double[] values = {0, 8, 9, 9, 9, 9};
        assertThat(EDivisive.split(values, 0, 6, 1).orElseThrow().at()).isEqualTo(1);
        assertThat(EDivisive.split(values, 0, 6, 2).orElseThrow().at()).isEqualTo(2);
    }

    /** As the formula is written, pair by pair. */
    @Property(tries = 300, seed = "61")
    void shouldBeTheGreatestOfAllSplitsAndEnds(@ForAll("values") List<Integer> list) {
        double[] values = list.stream().mapToDouble(value -> value).toArray();
        double best = 0;
        for (int at = 1; at < values.length; at++) {
            for (int end = at + 1; end <= values.length; end++) {
                best = Math.max(best, divergence(values, at, end));
            }
        }
        var split = EDivisive.split(values, 0, values.length, 1);
        assertThat(split.map(EDivisive.Split::divergence).orElse(0.0)).isCloseTo(best, within(1e-9 * (1 + best)));
        if (split.isPresent()) {
            assertThat(divergence(values, split.get().at(), split.get().end()))
                    .isCloseTo(best, within(1e-9 * (1 + best)));
        }
    }

    @Property(tries = 200, seed = "62")
    void shouldLookAtNothingOutside(@ForAll("values") List<Integer> list) {
        double[] values = list.stream().mapToDouble(value -> value).toArray();
        double[] inside = new double[values.length + 5];
        Arrays.fill(inside, 1e6);
        System.arraycopy(values, 0, inside, 3, values.length);
        assertThat(EDivisive.split(inside, 3, 3 + values.length, 2))
                .isEqualTo(EDivisive.split(values, 0, values.length, 2)
                        .map(split -> new EDivisive.Split(split.at() + 3, split.end() + 3, split.divergence())));
    }

    private static double divergence(double[] values, int at, int end) {
        double before = at;
        double after = end - at;
        return before
                * after
                / (before + after)
                * (2 / (before * after) * pairs(values, 0, at, at, end)
                        - mean(pairs(values, 0, at, 0, at) / 2, at)
                        - mean(pairs(values, at, end, at, end) / 2, end - at));
    }

    private static double mean(double sum, int count) {
        return count < 2 ? 0 : sum / (count * (count - 1) / 2.0);
    }

    private static double pairs(double[] values, int from, int to, int otherFrom, int otherTo) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int j = otherFrom; j < otherTo; j++) {
                sum += Math.abs(values[i] - values[j]);
            }
        }
        return sum;
    }
}
