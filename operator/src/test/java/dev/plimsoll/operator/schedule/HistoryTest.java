package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.schedule.History.Ended;
import dev.plimsoll.operator.schedule.History.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    @Test
    void shouldKeepTheNewestOfEachKind() {
        var runs = List.of(passed("p1", 1), passed("p2", 2), passed("p3", 3), failed("f4", 4), failed("f5", 5));

        assertThat(History.gone(runs, Set.of(), limits(2, 1), NOW)).containsExactly("f5", "p3");
        assertThat(History.gone(runs, Set.of(), limits(30, 30), NOW)).isEmpty();
    }

    @Test
    void shouldKeepTheLatestWhenNothingElseStays() {
        assertThat(History.gone(List.of(passed("p1", 1), failed("f2", 2)), Set.of(), limits(0, 0), NOW))
                .containsExactly("f2");
    }

    @Test
    void shouldKeepWhatIsNeededHoweverOldItIs() {
        var runs = List.of(passed("p1", 1), passed("p2", 2), passed("pinned", 400));

        assertThat(History.gone(runs, Set.of("pinned"), limits(1, 1), NOW)).containsExactly("p2");
    }

    @Test
    void shouldKeepTheNewestGateOfEachRollout() {
        var runs = new ArrayList<Ended>();
        for (int hours = 1; hours <= 3; hours++) {
            runs.add(new Ended("a" + hours, ago(hours), false, Optional.of("Deployment a")));
            runs.add(new Ended("b" + hours, ago(hours + 10), true, Optional.of("Deployment b")));
        }

        assertThat(History.gone(runs, Set.of(), limits(0, 0), NOW)).containsExactly("b3", "b2", "a3", "a2");
    }

    @Test
    void shouldLetGoWhatIsTooOldThoughThereIsRoom() {
        var runs = List.of(passed("p1", 1), passed("p30", 30), failed("f31", 31));
        var aDay = new Limits(30, 30, Optional.of(Duration.ofDays(1)));

        assertThat(History.gone(runs, Set.of(), aDay, NOW)).containsExactly("f31", "p30");
    }

    @Test
    void shouldLetNothingGoThatEndedAMomentAgo() {
        var runs = List.of(
                new Ended("now", NOW, true, Optional.empty()),
                new Ended("before", NOW.minusSeconds(29), true, Optional.empty()),
                new Ended("earlier", NOW.minusSeconds(31), true, Optional.empty()));

        assertThat(History.gone(runs, Set.of(), limits(0, 0), NOW)).containsExactly("earlier");
    }

    private static Limits limits(int passed, int failed) {
        return new Limits(passed, failed, Optional.empty());
    }

    private static Ended passed(String name, int hours) {
        return new Ended(name, ago(hours), true, Optional.empty());
    }

    private static Ended failed(String name, int hours) {
        return new Ended(name, ago(hours), false, Optional.empty());
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }
}
