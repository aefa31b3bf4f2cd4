package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventFactoryTest {
    private final EventFactory events =
            new EventFactory(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC), "operator-0");
    private final LoadTestRun run =
            Resources.loadTestRun("metadata: {name: a-1, namespace: shop, uid: u1}\nspec: {loadTest: a}");

    @Test
    void shouldHaveTheSameNameWhenTheSameIsToldAgain() {
        var event = events.of(run, EventFactory.Kind.Normal, "Running", "the load is sent");

        assertThat(events.of(run, EventFactory.Kind.Normal, "Running", "the load is sent"))
                .isEqualTo(event);
        assertThat(events.of(run, EventFactory.Kind.Normal, "Judging", "x")
                        .getMetadata()
                        .getName())
                .startsWith("a-1.")
                .isNotEqualTo(event.getMetadata().getName());
    }

    @Test
    void shouldShortenMessageWhenTheApiServerWouldRefuseIt() {
        assertThat(events.of(run, EventFactory.Kind.Warning, "InvalidSpec", "x".repeat(5000))
                        .getMessage())
                .hasSizeLessThanOrEqualTo(1024);
    }
}
