package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that run by themselves, on a real cluster. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class ScheduleE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration PUNCTUAL = Duration.ofSeconds(10);

    private Scene scene;
    private KubernetesClient client;

    @BeforeEach
    void startDemoService(Scene givenScene, KubernetesClient givenClient) throws IOException {
        scene = givenScene;
        client = givenClient;
        scene.startDemoService();
        scene.apply(Yaml.budget("slo", "500ms"));
    }

    @Test
    void shouldRunEachMinuteAndKeepTwoRuns() {
        var applied = Instant.now();
        scene.apply(Yaml.scheduled("nightly", "5s", "slo", "* * * * *") + "  history: {passed: 2, failed: 2}\n");
        scene.awaitEndOf("nightly-3");
        await("only the latest two are kept")
                .atMost(PATIENCE)
                .until(() -> ended().equals(List.of("nightly-2", "nightly-3")));
        assertThat(runs()).allSatisfy(ScheduleE2E::assertPunctual);
        assertThat(created(runs().getFirst()))
                .as("to apply it started nothing: its first run came with a minute")
                .isAfterOrEqualTo(applied.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(2)));
    }

    @Test
    void shouldSkipARunThatIsDueWhileOneGoesOn() {
        scene.apply(Yaml.scheduled("long", "70s", "slo", "* * * * *"));
        scene.awaitEndOf("long-1");
        await("the second run").atMost(PATIENCE).until(() -> scene.run("long-2").isPresent());
        assertThat(runs()).hasSize(2).allSatisfy(ScheduleE2E::assertPunctual);
        var between = Duration.between(created(runs().getFirst()), created(runs().getLast()));
        assertThat(between)
                .as("a minute was left out")
                .isBetween(
                        Duration.ofMinutes(2).minus(PUNCTUAL),
                        Duration.ofMinutes(2).plus(PUNCTUAL));
        assertThat(events()).contains("RunSkipped");
    }

    @Test
    void shouldStartARunOnceThatFellDueWhileTheOperatorWasDead(Installation installation) {
        try (var _ = installation.deafenOperator()) {
            var due = Instant.now()
                    .plusSeconds(20)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plus(Duration.ofMinutes(1));
            int minute = due.atZone(ZoneOffset.UTC).getMinute();
            scene.apply(Yaml.scheduled("missed", "5s", "slo", minute + " * * * *"));
            await("shortly before it is due")
                    .atMost(PATIENCE)
                    .until(() -> Instant.now().isAfter(due.minusSeconds(3)));
            assertThat(runs()).isEmpty();
            installation.killOperator();
            scene.awaitEndOf("missed-1");
            assertThat(installation.lease().getAcquireTime().toInstant())
                    .as("nobody led when it was due")
                    .isAfter(due);
            assertThat(runs()).hasSize(1);
            assertThat(created(runs().getFirst())).isAfter(due.plusSeconds(1));
        }
    }

    private static void assertPunctual(LoadTestRun run) {
        var created = created(run);
        assertThat(Duration.between(created.truncatedTo(ChronoUnit.MINUTES), created))
                .as(run.getMetadata().getName() + " after the minute")
                .isLessThan(PUNCTUAL);
    }

    private static Instant created(LoadTestRun run) {
        return Instant.parse(run.getMetadata().getCreationTimestamp());
    }

    private List<LoadTestRun> runs() {
        return client.resources(LoadTestRun.class).list().getItems().stream()
                .sorted(Comparator.comparing(run -> run.getMetadata().getName()))
                .toList();
    }

    private List<String> ended() {
        return runs().stream()
                .filter(run -> run.getStatus() != null && run.getStatus().phase() == RunPhase.Complete)
                .map(run -> run.getMetadata().getName())
                .toList();
    }

    private List<String> events() {
        return client.v1().events().list().getItems().stream()
                .map(Event::getReason)
                .filter(Objects::nonNull)
                .toList();
    }
}
