package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Load LOAD = new Load.Open(
            Load.Arrivals.UNIFORM,
            List.of(
                    new Stage(3 * SECOND, 5, 5, true),
                    new Stage(5 * SECOND, 5, 50, false),
                    new Stage(2 * SECOND, 50, 50, false)));
    private final Schedule schedule = new Schedule(List.of(new Phase(LOAD, List.of())));
    private final Schedule phased = new Schedule(List.of(
            new Phase("calm", 0, LOAD, List.of()),
            new Phase("spike", 9 * SECOND, LOAD, List.of()),
            new Phase("late", 20 * SECOND, LOAD, List.of())));

    @ParameterizedTest
    @CsvSource({
        "-1, warm-up, 11",
        "0, warm-up, 10",
        "3, stage 1 of 2, 7",
        "7, stage 1 of 2, 3",
        "8, stage 2 of 2, 2",
        "10, draining, 0",
        "99, draining, 0"
    })
    void shouldNameThePhaseAndWhatIsLeft(long second, String phase, long left) {
        assertThat(schedule.phase(second * SECOND)).isEqualTo(phase);
        assertThat(schedule.leftNanos(second * SECOND)).isEqualTo(left * SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-1; calm warm-up",
                "9; calm stage 2 of 2, spike warm-up",
                "10; spike warm-up",
                "19; between phases",
                "23; late stage 1 of 2",
                "30; draining"
            })
    void shouldNameEachPhaseThatGoesOn(long second, String phase) {
        assertThat(phased.phase(second * SECOND)).isEqualTo(phase);
    }
}
