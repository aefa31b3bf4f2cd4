package dev.plimsoll.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
    private static Growth of(String descriptors) {
        return Growth.of(samples(descriptors), Sample::descriptors, 2);
    }

    private static List<Sample> samples(String descriptors) {
        return Arrays.stream(descriptors.split(" "))
                .map(number -> new Sample(0, 0, 0, Integer.parseInt(number), 0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "10 10 10 10 12 12 12 12, false",
        "10 10 10 10 13 13 13 13, true",
        "100 100 100 100 105 105 105 105, false",
        "100 100 100 100 106 106 106 106, true",
        "10 10 10 99 99 10 10 10, false",
        "20 20 10 10 10 10 10 10, false",
    })
    void shouldCompareTheLastQuarterWithTheFirst(String descriptors, boolean grown) {
        assertThat(of(descriptors).isThere()).isEqualTo(grown);
    }

    @Test
    void shouldRefuseTooFewSamples() {
        assertThatThrownBy(() -> of("1 2 3")).hasMessage("3 samples are too few; take at least 4");
    }
}
