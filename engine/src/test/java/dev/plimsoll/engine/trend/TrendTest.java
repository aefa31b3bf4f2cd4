package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.trend.Night.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Limit LIMIT = Limit.of("<= 300ms").orElseThrow();
    private static final Instant FIRST = Instant.parse("2026-09-01T02:00:00Z");

    private final List<Night> nights = new ArrayList<>();

    private TrendTest add(int count, double millis) {
        return add(count, millis, "setup");
    }

    /** Nights that scatter by 2 %. */
    private TrendTest add(int count, double millis, String setup) {
        var random = new Random(nights.size());
        for (int i = 0; i < count; i++) {
            night(1e6 * millis * Math.exp(0.02 * random.nextGaussian()), Outcome.HELD, setup);
        }
        return this;
    }

    private void night(@Nullable Double value, Outcome outcome, String setup) {
        int number = nights.size();
        nights.add(new Night("run-" + number, FIRST.plus(Duration.ofDays(number)), value, outcome, setup));
    }

    private Trend trend() {
        return Trend.of(nights, LIMIT);
    }

    @Test
    void shouldTellTheNightAndTheSizeOfAChange() {
        var trend = add(30, 100).add(8, 115).trend();
        var change = trend.latestChange().orElseThrow();
        assertThat(trend.changes()).containsExactly(change);
        assertThat(change.index()).isEqualTo(30);
        assertThat(change.night().run()).isEqualTo("run-30");
        assertThat(change.from()).isCloseTo(100e6, within(2e6));
        assertThat(change.to()).isCloseTo(115e6, within(2e6));
        assertThat(change.change()).isCloseTo(change.to() / change.from() - 1, within(1e-9));
        assertThat(change.pValue()).isLessThanOrEqualTo(Trend.LEVEL);
        assertThat(LIMIT.isWorse(change.change())).isTrue();
        assertThat(trend.drift()).isNull();
    }

    /** Medians of a change are those of the nights up to the next one. */
    @Test
    void shouldTellEachOfSeveralChanges() {
        var changes = add(30, 100).add(20, 130).add(20, 100).trend().changes();
        assertThat(changes).extracting(ChangePoint::index).containsExactly(30, 50);
        assertThat(changes.getFirst().to()).isEqualTo(changes.getLast().from());
        assertThat(changes.getLast().change()).isCloseTo(100.0 / 130 - 1, within(0.03));
    }

    @Test
    void shouldNotTakeAnotherTestForAnotherService() {
        var trend = add(30, 100, "one").add(20, 150, "other").trend();
        assertThat(trend.changes()).isEmpty();
        assertThat(trend.breaks()).containsExactly(30);
        assertThat(add(20, 180, "other").trend().changes())
                .extracting(ChangePoint::index)
                .containsExactly(50);
    }

    @Test
    void shouldLookOverNightsWithoutAValue() {
        add(20, 100);
        night(null, Outcome.UNKNOWN, "setup");
        night(0.0, Outcome.HELD, "setup");
        var trend = add(10, 130).trend();
        assertThat(trend.latestChange().orElseThrow().index()).isEqualTo(22);
        assertThat(trend.breaks()).isEmpty();
        night(null, Outcome.UNKNOWN, "setup");
        assertThat(trend().latestMeasured().orElseThrow().run()).isEqualTo("run-31");
    }

    @Test
    void shouldTellOfADriftSinceTheLastChange() {
        add(30, 100).add(1, 150);
        for (int i = 1; i < 40; i++) {
            add(1, 150 * (1 + 0.005 * i));
        }
        var trend = trend();
        assertThat(trend.changes()).extracting(ChangePoint::index).containsExactly(30);
        var drift = Objects.requireNonNull(trend.drift());
        assertThat(drift.since()).isEqualTo(30);
        assertThat(drift.nights()).isEqualTo(40);
        assertThat(drift.perThirtyNights()).isBetween(0.09, 0.19);
    }

    @Test
    void shouldBurnWhatIsAllowed() {
        assertThat(trend().burn().used()).isEmpty();
        for (int i = 0; i < 10; i++) {
            night(4e8, Outcome.BROKEN, "setup");
        }
        add(27, 100);
        night(4e8, Outcome.BROKEN, "setup");
        night(null, Outcome.UNKNOWN, "setup");
        night(null, Outcome.UNKNOWN, "setup");
        var burn = trend().burn();
        assertThat(burn).isEqualTo(new Burn(30, 1, 2));
        assertThat(burn.known()).isEqualTo(28);
        assertThat(burn.used().orElseThrow()).isCloseTo(1.0 / 28 / 0.05, within(1e-12));
    }

    @Test
    void shouldSayNothingOfNoNights() {
        var trend = trend();
        assertThat(trend.changes()).isEmpty();
        assertThat(trend.breaks()).isEmpty();
        assertThat(trend.drift()).isNull();
        assertThat(trend.latestChange()).isEmpty();
        assertThat(trend.latestMeasured()).isEmpty();
    }

    @Test
    void shouldRefuseAValueThatIsNone() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> night(value, Outcome.HELD, "setup"))
                    .withMessageContaining("write null when there is none");
        }
    }

    /** Errors that begin where there were none: nothing has a ratio to zero. */
    @Test
    void shouldFindErrorsThatBegin() {
        var limit = Limit.of("<= 0.1%").orElseThrow();
        for (int i = 0; i < 30; i++) {
            night(0.0, Outcome.HELD, "setup");
        }
        for (int i = 0; i < 4; i++) {
            night(0.0002, Outcome.HELD, "setup");
        }
        var change = Trend.of(nights, limit).latestChange().orElseThrow();
        assertThat(change.index()).isEqualTo(30);
        assertThat(change.from()).isZero();
        assertThat(change.to()).isEqualTo(0.0002, within(1e-12));
        assertThat(change.change()).isCloseTo(0.2, within(1e-9));
    }

    @Property(tries = 60, seed = "67")
    void shouldFindTheSameInAnotherUnit(
            @ForAll @IntRange(min = 0, max = 1_000) int seed,
            @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(4) double unit) {
        var random = new Random(seed);
        var here = new ArrayList<Night>();
        var there = new ArrayList<Night>();
        for (int i = 0; i < 50; i++) {
            double value = 1e8 * Math.exp(0.03 * random.nextGaussian() + (i < 35 ? 0 : 0.12));
            here.add(new Night("run-" + i, FIRST, value, Outcome.HELD, ""));
            there.add(new Night("run-" + i, FIRST, unit * value, Outcome.HELD, ""));
        }
        var one = Trend.of(here, LIMIT).changes();
        var other = Trend.of(there, LIMIT).changes();
        assertThat(other)
                .extracting(ChangePoint::index)
                .isEqualTo(one.stream().map(ChangePoint::index).toList());
        for (int i = 0; i < one.size(); i++) {
            assertThat(other.get(i).change()).isCloseTo(one.get(i).change(), within(1e-9));
            assertThat(other.get(i).to())
                    .isCloseTo(
                            unit * one.get(i).to(), within(1e-6 * other.get(i).to()));
        }
    }
}
