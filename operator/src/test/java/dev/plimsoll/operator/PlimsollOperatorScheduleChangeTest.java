package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.ScheduleScene.HOURLY;
import static dev.plimsoll.operator.ScheduleScene.asked;
import static dev.plimsoll.operator.ScheduleScene.name;
import static dev.plimsoll.operator.ScheduleScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole operator against an API server without controllers: people change a LoadTest with a schedule. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorScheduleChangeTest {
    private final ScheduleScene nights = new ScheduleScene();

    @AfterEach
    void close() {
        nights.close();
    }

    @Test
    void shouldHoldWhenSuspendedAndMakeUpForTheLatestWhenItIsNot() {
        var suspended = with(HOURLY, "suspend: true");
        nights.apply(suspended);
        nights.await(status -> "Suspended".equals(nights.scheduled(status).getReason()));
        var due = nights.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3));
        nights.pass(due.plusSeconds(60));
        nights.touch();
        assertThat(nights.status().schedule().nextTime()).isNull();
        assertThat(nights.scene.cluster.runs()).isEmpty();

        nights.apply(with(HOURLY, "suspend: false"));

        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(nights.scene.cluster.runs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron: nightly | spec.schedule.cron: nightly: is no schedule; write minute, hour, day of month",
                "cron: 0 2 30 2 * | spec.schedule.cron: 0 2 30 2 *: never comes",
                "cron: '@daily', timeZone: Europe/Berln | spec.schedule.timeZone: Europe/Berln: is no time zone",
                "cron: '@daily', startingDeadline: 0s | spec.schedule.startingDeadline: 0s: leaves no time",
                "cron: '0 2 * * *', blackout: [{from: '01:00', to: '03:00'}] | spec.schedule.blackout: holds every run"
            })
    void shouldRefuseAScheduleThatSaysNothing(String schedule, String message) {
        nights.apply(TEST + "  schedule: {" + schedule.strip() + "}\n");

        nights.await(status -> "InvalidSpec".equals(nights.scheduled(status).getReason()));

        assertThat(nights.scheduled().getStatus()).isEqualTo("False");
        assertThat(nights.scheduled().getMessage()).startsWith(message);
        assertThat(nights.status().reason()).isEqualTo("InvalidSpec");
        assertThat(nights.status().message()).startsWith(message);
        assertThat(nights.scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldFinishTheFrozenRunAndSaySoWhenTheSpecChangesMeanwhile() {
        nights.apply(HOURLY);
        var due = nights.nextTime();
        nights.pass(due);
        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(nights.progressing().getReason()).isNotEqualTo("SpecDrifted");

        nights.apply(HOURLY.replace("200/s", "300/s"));
        nights.await(status -> "SpecDrifted".equals(nights.progressing(status).getReason()));
        assertThat(nights.progressing().getMessage())
                .isEqualTo("the spec changed while " + name(due) + " goes on; the new one runs when it is due next");
        nights.scene.complete(name(due), FAST);

        nights.await(status -> status.verdict() == Verdict.Pass);
        assertThat(nights.progressing().getReason()).isNotEqualTo("SpecDrifted");
        assertThat(nights.scene.cluster.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.getSpec()
                                .test()
                                .load()
                                .stages()
                                .getFirst()
                                .to()
                                .getStrVal())
                        .isEqualTo("200/s"));
    }

    @Test
    void shouldRunOnceForEachValueOfTheRunAnnotation() {
        nights.apply(asked(HOURLY, "now"));
        nights.scene.complete("checkout-1", FAST);
        nights.await(status -> status.verdict() == Verdict.Pass);
        nights.apply(asked(HOURLY, "now").replace("200/s", "201/s"));
        nights.touch();
        assertThat(nights.scene.cluster.runs()).hasSize(1);
        var due = nights.nextTime();
        nights.pass(due);
        nights.scene.complete(name(due), FAST);
        nights.await(status -> name(due).equals(status.lastRun()) && status.verdict() == Verdict.Pass);
        nights.touch();
        assertThat(nights.scene.cluster.runs()).hasSize(2);

        nights.apply(asked(HOURLY, "again"));

        nights.scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
    }

    @Test
    void shouldNotMakeUpForTimesOfAnotherScheduleWhenItChanges() {
        nights.apply(HOURLY);
        nights.nextTime();
        var changed = HOURLY.replace("'0 * * * *'", "'15 * * * *'");

        nights.apply(changed); // a quarter past was due 15 minutes ago, within the deadline

        nights.await(status -> "15 * * * *".equals(status.schedule().cron()));
        nights.touch();
        assertThat(nights.scene.cluster.runs()).isEmpty();
        assertThat(Instant.parse(nights.status().schedule().nextTime())).isAfter(nights.now());
    }

    @Test
    void shouldKeepAsManyEndedRunsAsHistorySaysAndTheirResults() {
        nights.apply(HOURLY + "  history: {passed: 2, failed: 0}\n");
        var due = nights.nextTime();
        for (int night = 0; night < 3; night++) {
            var at = due.plus(Duration.ofHours(night));
            nights.pass(at);
            nights.scene.complete(name(at), FAST);
            nights.await(status -> name(at).equals(status.lastRun()) && status.verdict() == Verdict.Pass);
        }

        nights.pass(due.plus(Duration.ofHours(2).plusMinutes(10)));

        nights.await(() -> nights.scene.cluster.run(name(due)).isEmpty());
        nights.await(status -> status.runs().size() == 2);
        assertThat(nights.scene.cluster.runs())
                .extracting(run -> run.getMetadata().getName())
                .containsExactlyInAnyOrder(name(due.plus(Duration.ofHours(1))), name(due.plus(Duration.ofHours(2))));
    }
}
