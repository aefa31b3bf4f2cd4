package dev.plimsoll.bench.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.compare.Levels;
import dev.plimsoll.engine.compare.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTableTest {
    private static final LeastPValues PART = LevelTable.simulate(2);

    /** A hundredth of the paths: the committed levels must come out of it, but for chance. */
    @ParameterizedTest
    @CsvSource({"4, 4", "6, 10", "6, 20", "6, 60", "10, 30", "20, 60"})
    void shouldGiveTheCommittedLevelsWhenAPartIsSimulatedAgain(int min, int max) {
        var rounds = new Rounds(min, max);
        for (double overall : new double[] {0.01, 0.04, 0.1}) {
            double committed = Levels.nominal(overall, rounds);
            assertThat(PART.quantile(rounds, overall)).isCloseTo(committed, within(0.07 * committed));
        }
    }

    /** Student's t with one look: a p-value is as often below a level as the level says. */
    @Test
    void shouldBeTheLevelItselfWhenThereIsOneLook() {
        assertThat(PART.quantile(new Rounds(10, 10), 0.05)).isCloseTo(0.05, within(0.002));
    }

    @Test
    void shouldAddUpWhenPartsAreSimulatedApart() {
        var together = LeastPValues.simulate(1_000, 7).plus(LeastPValues.simulate(1_000, 8));
        var otherWay = LeastPValues.simulate(1_000, 8).plus(LeastPValues.simulate(1_000, 7));
        assertThat(LevelTable.of(together)).isEqualTo(LevelTable.of(otherWay));
    }

    @Test
    void shouldHaveTheRowsOfTheCommittedTableWhenItIsWritten() {
        var written = LevelTable.of(PART).lines().map(LevelTableTest::design).toList();
        assertThat(written)
                .hasSize(836)
                .isEqualTo(committed().lines().map(LevelTableTest::design).toList());
    }

    /** The first two cells, or a line that has no others. */
    private static String design(String line) {
        return line.startsWith("#") ? line : line.replaceFirst("^([^,]*,[^,]*),.*", "$1");
    }

    private static String committed() {
        try (var stream = Objects.requireNonNull(Levels.class.getResourceAsStream("levels.csv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
