package dev.plimsoll.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void shouldCountFromTheFirstArrivalWhenNanoTimeIsNegative() {
        var arrivals = new Arrivals(10);
        arrivals.record(-5, "/a");
        arrivals.record(20, "/a");

        assertThat(arrivals.snapshot("/").nanos()).containsExactly(0L, 25L);
    }

    @Test
    void shouldKeepTheLastOnesInOrderWhenFull() {
        var arrivals = new Arrivals(3);
        for (var i = 0; i < 5; i++) {
            arrivals.record(100 + i * i, "/a");
        }

        var snapshot = arrivals.snapshot("/");

        assertThat(snapshot.recorded()).isEqualTo(5);
        assertThat(snapshot.nanos()).containsExactly(0L, 5L, 12L);
    }

    @Test
    void shouldStartAtTheFirstOfTheAskedPath() {
        var arrivals = new Arrivals(10);
        arrivals.record(10, "/other");
        arrivals.record(30, "/work");
        arrivals.record(20, "/work");

        assertThat(arrivals.snapshot("/work").nanos()).containsExactly(0L, 10L);
    }
}
