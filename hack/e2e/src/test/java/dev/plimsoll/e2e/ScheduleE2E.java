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
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that run by themselves, on a real cluster. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class ScheduleE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration PUNCTUAL = Duration.ofSeconds(10);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);
    private static final int RUNS = 3;

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
        var seen = new TreeSet<String>();
        await("three runs").atMost(PATIENCE).until(() -> {
            seen.addAll(ended());
            return seen.size() >= RUNS;
        });
        await("only the latest two are kept").atMost(PATIENCE).until(() -> {
            seen.addAll(ended());
            return ended().equals(List.copyOf(seen).subList(seen.size() - 2, seen.size()));
        });
        assertThat(seen.getFirst())
                .as("to apply it started nothing: its first run came with a minute")
                .isGreaterThan(due("nightly", applied));
        assertThat(runs()).allSatisfy(run -> assertPunctual("nightly", run));
    }

    @Test
    void shouldSkipARunThatIsDueWhileOneGoesOn() {
        scene.apply(Yaml.scheduled("long", "70s", "slo", "* * * * *"));
        await("two runs").atMost(PATIENCE).until(() -> runs().size() == 2);
        assertThat(runs()).allSatisfy(run -> assertPunctual("long", run));
        assertThat(runs().getLast().getMetadata().getName())
                .as("a minute was left out")
                .isEqualTo(due("long", created(runs().getFirst()).plus(Duration.ofMinutes(2))));
        assertThat(events()).contains("SkippedRunActive");
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
            scene.awaitEndOf(due("missed", due));
            assertThat(installation.lease().getAcquireTime().toInstant())
                    .as("nobody led when it was due")
                    .isAfter(due);
            assertThat(runs()).hasSize(1);
            assertThat(created(runs().getFirst())).isAfter(due.plusSeconds(1));
        }
    }

    /** Name of the run that is due at the minute of an instant. */
    private static String due(String loadTest, Instant instant) {
        return loadTest + "-" + MINUTE.format(instant);
    }

    private static void assertPunctual(String loadTest, LoadTestRun run) {
        var created = created(run);
        assertThat(run.getMetadata().getName()).isEqualTo(due(loadTest, created));
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
