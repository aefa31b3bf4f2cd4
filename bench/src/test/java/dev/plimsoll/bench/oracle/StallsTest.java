package dev.plimsoll.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StallsTest {
    private static final Stalls OFTEN = new Stalls(1_000, 500, 20);

    @Test
    void shouldHoldBackUntilTheEndWhenInAStall() {
        assertThat(OFTEN.after(999)).isEqualTo(999);
        assertThat(OFTEN.after(1_000)).isEqualTo(1_020);
        assertThat(OFTEN.after(1_019)).isEqualTo(1_020);
        assertThat(OFTEN.after(1_020)).isEqualTo(1_020);
        assertThat(OFTEN.after(1_510)).isEqualTo(1_520);
    }

    @Test
    void shouldStallOnceWhenToldSo() {
        var once = Stalls.once(1_000, 2_000);

        assertThat(once.after(1_000)).isEqualTo(3_000);
        assertThat(once.after(3_000)).isEqualTo(3_000);
        assertThat(once.after(1L << 60)).isEqualTo(1L << 60);
    }

    @Property
    void shouldKeepTheOrderAndNeverHurryWhateverTheInstant(
            @ForAll @LongRange(max = 10_000) long one, @ForAll @LongRange(max = 10_000) long other) {
        assertThat(OFTEN.after(one)).isGreaterThanOrEqualTo(one);
        assertThat(OFTEN.after(Math.min(one, other))).isLessThanOrEqualTo(OFTEN.after(Math.max(one, other)));
        assertThat(Stalls.NONE.after(one)).isEqualTo(one);
    }
}
