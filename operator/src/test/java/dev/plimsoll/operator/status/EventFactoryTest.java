package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.operator.testing.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
        for (var text : List.of("x".repeat(5000), "ü".repeat(600), "x" + "…".repeat(400), "x".repeat(1023) + "…")) {
            var message = events.of(run, EventFactory.Kind.Warning, "InvalidSpec", text)
                    .getMessage();

            assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1000, 1024);
            assertThat(text).startsWith(message.substring(0, message.length() - 1));
            assertThat(message).endsWith("…");
        }
        var longest = "x".repeat(1024);
        assertThat(events.of(run, EventFactory.Kind.Warning, "InvalidSpec", longest)
                        .getMessage())
                .isEqualTo(longest);
    }
}
