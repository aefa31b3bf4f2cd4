package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.status.Conditions.Claim;
import dev.plimsoll.operator.status.Conditions.Truth;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Claim STARTED = new Claim(ConditionType.Started, Truth.True, "RunnersReady", "all there");
    private static final Claim NOT_STARTED =
            new Claim(ConditionType.Started, Truth.False, "WaitingForRunners", "1 of 2");

    @Test
    void shouldKeepTransitionTimeWhenOnlyTheReasonChanges() {
        var before = at("2026-11-22T10:00:00.5Z").of(List.of(NOT_STARTED), 1, null);
        var after = at("2026-11-22T10:00:07Z")
                .of(List.of(new Claim(ConditionType.Started, Truth.False, "Other", "2 of 2")), 2, before);

        assertThat(after).singleElement().satisfies(condition -> {
            assertThat(condition.getLastTransitionTime()).isEqualTo("2026-11-22T10:00:00Z");
            assertThat(condition.getReason()).isEqualTo("Other");
            assertThat(condition.getObservedGeneration()).isEqualTo(2);
        });
    }

    @Test
    void shouldMoveTransitionTimeWhenStatusChanges() {
        var before = at("2026-11-22T10:00:00Z").of(List.of(NOT_STARTED), 1, null);
        var after = at("2026-11-22T10:00:07Z").of(List.of(STARTED), 1, before);

        assertThat(after.getFirst().getLastTransitionTime()).isEqualTo("2026-11-22T10:00:07Z");
    }

    @Test
    void shouldEqualWhatWasThereWhenNothingChanged() {
        var before = at("2026-11-22T10:00:00Z").of(List.of(STARTED), 1, null);

        assertThat(at("2026-11-22T11:00:00Z").of(List.of(STARTED), 1, before)).isEqualTo(before);
    }

    private static Conditions at(String instant) {
        return new Conditions(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
