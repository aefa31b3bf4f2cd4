package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private final Overrides overrides =
            new Overrides(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    private Overrides.Reading read(String annotations) {
        return overrides.of(Resources.loadTestRun("metadata: {name: a-1, annotations: {" + annotations + "}}"));
    }

    @Test
    void shouldStandUntilItEndsByItself() {
        var reading = read("plimsoll.dev/override: 'known, see #42', plimsoll.dev/override-until: "
                + "'2026-11-22T18:00:00+02:00'");
        assertThat(reading.standing()).isEqualTo(new OverrideStatus("known, see #42", "2026-11-22T16:00:00Z"));
        assertThat(reading.left()).isEqualTo(Duration.ofHours(6));
        assertThat(reading.refused()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'plimsoll.dev/run: again'",
        "'plimsoll.dev/override: a, plimsoll.dev/override-until: \"2026-11-22T10:00:00Z\"'"
    })
    void shouldBeNothingWhenNobodyAsksOrItIsOver(String annotations) {
        assertThat(read(annotations)).isEqualTo(Overrides.Reading.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        plimsoll.dev/override: a => plimsoll.dev/override-until: is not set, and no override lasts for ever; give an instant such as 2026-11-23T10:00:00Z
        plimsoll.dev/override-until: '2026-11-23T10:00:00Z' => plimsoll.dev/override: says no reason; say why, such as "known, see #42"
        plimsoll.dev/override: a, plimsoll.dev/override-until: soon => plimsoll.dev/override-until: soon: is no instant; write one such as 2026-01-31T18:00:00Z
        plimsoll.dev/override: a, plimsoll.dev/override-until: '2026-11-30T10:00:00Z' => plimsoll.dev/override-until: 2026-11-30T10:00:00Z: is more than 7 days ahead; give an earlier instant
        """)
    void shouldRefuseWhatWouldLastForEverOrSaysNoReason(String annotations, String refused) {
        var reading = read(annotations);
        assertThat(reading.standing()).isNull();
        assertThat(reading.refused()).isEqualTo(refused);
    }
}
