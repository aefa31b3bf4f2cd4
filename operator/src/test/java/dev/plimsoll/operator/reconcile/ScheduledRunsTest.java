package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // a status that is not there fails the test, as it should
class ScheduledRunsTest {
    private static final Instant DUE = Instant.parse("2026-11-29T02:00:00Z");
    private static final String NAME = "nightly-202611290200";
    private static final String TEST = """
        apiVersion: plimsoll.dev/v1alpha1
        kind: LoadTest
        metadata: {name: nightly, namespace: shop, uid: u, generation: 1, creationTimestamp: '2026-11-28T12:00:00Z'}
        spec:
          target: {url: http://a}
          load: {smoke: {}}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
          schedule: {cron: '0 2 * * *', suspend: false}
        """;

    private final FakeCluster fake = new FakeCluster();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void shouldLookAgainWhenDueAndEachHourAtLeast() {
        assertThat(again(TEST, DUE.minus(Duration.ofHours(5)))).isEqualTo(Duration.ofHours(1));
        assertThat(again(TEST, DUE.minus(Duration.ofMinutes(59)))).isEqualTo(Duration.ofMinutes(59));
        assertThat(again(TEST, DUE.minusMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(again(TEST, DUE)).isEqualTo(Duration.ofHours(1));
        assertThat(again(TEST.replace("suspend: false", "suspend: true"), DUE)).isEqualTo(Duration.ofHours(1));
        assertThat(runsAt(DUE)
                        .look(Resources.loadTest(TEST.replaceAll("  schedule.*", "")), List.of())
                        .again())
                .isEmpty();
    }

    @Test
    void shouldMakeOneRunWhenTwoOperatorsSeeItDueAtOnce() {
        var test = Resources.loadTest(TEST);

        var one = runsAt(DUE).look(test, List.of());
        var other = runsAt(DUE.plusSeconds(1)).look(test, List.of());

        assertThat(fake.runs()).extracting(run -> run.getMetadata().getName()).containsExactly(NAME);
        assertThat(List.of(one, other))
                .allSatisfy(outcome -> assertThat(outcome.status())
                        .satisfies(status -> assertThat(status.lastRun()).isEqualTo(NAME)));
    }

    @Test
    void shouldWaitWhenSomebodyElsesRunHasTheName() {
        fake.apply("metadata: {name: " + NAME + "}\nspec: {loadTest: nightly}", LoadTestRun.class);

        var outcome = runsAt(DUE).look(Resources.loadTest(TEST), List.of());

        assertThat(outcome.run()).isEmpty();
        assertThat(outcome.status())
                .satisfies(status -> assertThat(status.lastTime()).isNull());
        assertThat(outcome.again()).contains(Duration.ofSeconds(10));
    }

    @Test
    void shouldCountFromItsCreationWhenItIsNewAndFromNowWhenItsScheduleIs() {
        assertThat(runsAt(DUE.plusSeconds(60))
                        .look(Resources.loadTest(TEST), List.of())
                        .run())
                .isPresent();

        var changed = Resources.loadTest(TEST);
        changed.setStatus(known(changed));
        var outcome = runsAt(DUE.plusSeconds(90)).look(changed, List.of());

        assertThat(outcome.run()).isEmpty();
        assertThat(outcome.status())
                .satisfies(status -> assertThat(status.since()).isEqualTo("2026-11-29T02:01:30Z"));
    }

    private static LoadTestStatus known(LoadTest test) {
        return new LoadTestStatuses(new Conditions(Clock.systemUTC()))
                .waiting(test, new Overrides.Reading(null, null, Duration.ZERO));
    }

    private Duration again(String yaml, Instant now) {
        return runsAt(now).look(Resources.loadTest(yaml), List.of()).again().orElseThrow();
    }

    private ScheduledRuns runsAt(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new ScheduledRuns(new Cluster(fake.client(), new EventFactory(clock, "operator-0")), clock);
    }
}
