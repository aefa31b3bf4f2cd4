package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.ScheduleScene.HOURLY;
import static dev.plimsoll.operator.ScheduleScene.MINUTE;
import static dev.plimsoll.operator.ScheduleScene.MINUTELY;
import static dev.plimsoll.operator.ScheduleScene.name;
import static dev.plimsoll.operator.ScheduleScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: what becomes of due times. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorScheduleTest {
    private final ScheduleScene nights = new ScheduleScene();

    @AfterEach
    void close() {
        nights.close();
    }

    @Test
    void shouldRunWhenDueAndNeitherWhenAppliedNorWhenChanged() {
        nights.apply(HOURLY);
        var due = nights.nextTime();
        assertThat(nights.status().reason()).isEqualTo("WaitingForSchedule");
        nights.apply(HOURLY);
        nights.apply(HOURLY.replace("200/s", "201/s"));
        nights.touch();
        assertThat(nights.scene.cluster.runs()).isEmpty();

        nights.pass(due);

        var run = nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(run.getMetadata().getAnnotations()).containsEntry(Api.TRIGGER_ANNOTATION, "schedule/" + due);
        assertThat(run.getSpec().test().schedule()).isNull();
        assertThat(run.getSpec().test().load().stages().getFirst().to().getStrVal())
                .isEqualTo("201/s");
        nights.scene.complete(name(due), FAST);
        nights.await(status -> status.verdict() == Verdict.Pass);
        assertThat(nights.status().schedule().lastTime()).isEqualTo(due.toString());
        assertThat(nights.status().schedule().lastRun()).isEqualTo(name(due));
        assertThat(nights.status().schedule().nextTime())
                .isEqualTo(due.plus(Duration.ofHours(1)).toString());
        assertThat(nights.status().runs()).singleElement().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo(name(due));
            assertThat(summary.verdict()).isEqualTo(Verdict.Pass);
            assertThat(summary.completedAt()).isNotNull();
        });
        assertThat(nights.scheduled().getStatus()).isEqualTo("True");
        assertThat(nights.scheduled().getReason()).isEqualTo("Waiting");
        assertThat(nights.scheduled().getMessage()).startsWith("the next run starts at ");

        nights.pass(due.plus(Duration.ofHours(1)));
        nights.scene.cluster.awaitRun(name(due.plus(Duration.ofHours(1))), in(RunPhase.Starting));
        assertThat(nights.scene.cluster.runs()).hasSize(2);
        nights.await(status -> status.runs().size() == 2
                && status.runs().getFirst().name().equals(name(due.plus(Duration.ofHours(1)))));
    }

    @Test
    void shouldLookByItselfWhenATimeIsDue() {
        nights.begin(ChronoUnit.MINUTES, Duration.ofSeconds(58));
        nights.apply(TEST + "  schedule: {cron: '* * * * *', startingDeadline: 10s}\n");

        var due = nights.nextTime();
        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));

        assertThat(nights.now()).isBetween(due, due.plusSeconds(10));
    }

    @Test
    void shouldRunADueTimeOnceWhenKilledBeforeItIsWrittenDown() {
        nights.apply(HOURLY);
        var due = nights.nextTime();
        nights.scene.cluster.refuse("PATCH", "/loadtests/checkout/status", 500, "killed");
        nights.clock.set(due);
        nights.nudge();
        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(nights.status().schedule().lastTime()).isNull();

        nights.scene.replaceOperator();
        nights.scene.cluster.refuseNothing();

        nights.await(status -> due.toString().equals(status.schedule().lastTime()));
        nights.scene.complete(name(due), FAST);
        nights.await(status -> status.verdict() == Verdict.Pass);
        nights.scene.replaceOperator();
        nights.touch();
        assertThat(nights.scene.cluster.runs()).hasSize(1);
        assertThat(nights.scene.events("checkout")).containsOnlyOnce("RunCreated");
        assertThat(nights.status().schedule().lastSkipped()).isNull();
    }

    @Test
    void shouldMakeUpForTheLatestAloneWhenTheOperatorWasAway() {
        nights.apply(HOURLY);
        var due = nights.nextTime().plus(Duration.ofHours(5));

        nights.clock.set(due.plus(Duration.ofMinutes(50)));
        nights.scene.replaceOperator();

        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(nights.scene.cluster.runs()).hasSize(1);
        nights.await(() -> nights.scene.events("checkout").contains("MissedDueTimes"));
    }

    @Test
    void shouldSkipWhenTheDeadlineIsOver() {
        nights.apply(with(HOURLY, "startingDeadline: 10m"));
        var due = nights.nextTime();

        nights.pass(due.plus(Duration.ofMinutes(11)));

        nights.awaitSkipped(due, "Missed");
        assertThat(nights.scheduled().getReason()).isEqualTo("Missed");
        assertThat(nights.scheduled().getMessage()).contains("within its startingDeadline of 10m");
        assertThat(nights.scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldSkipWhileARunGoesOnWhenTwoAreForbidden() {
        nights.begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        nights.apply(MINUTELY);
        var due = nights.nextTime();
        nights.pass(due.plusSeconds(52));
        nights.scene.started(name(due));
        var next = due.plus(MINUTE);

        nights.pass(next);

        nights.awaitSkipped(next, "RunActive");
        assertThat(nights.status().schedule().lastSkipped().message())
                .contains(name(due) + " had not ended, and concurrencyPolicy is Forbid");
        assertThat(nights.scene.cluster.runs()).hasSize(1);
        nights.await(() -> nights.scene.events("checkout").contains("SkippedRunActive"));
    }

    @Test
    void shouldEndTheRunThatGoesOnWhenItIsReplaced() {
        nights.begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        nights.apply(with(MINUTELY, "concurrencyPolicy: Replace"));
        var due = nights.nextTime();
        nights.pass(due.plusSeconds(52));
        var runner = nights.scene.started(name(due));
        var next = due.plus(MINUTE);

        nights.pass(next);

        nights.scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
        nights.await(runner::reportAndHearStop);
        runner.end();
        runner.report();
        var ended = nights.scene.cluster.awaitRun(name(due), in(RunPhase.Aborted));
        assertThat(ended.getStatus().message()).contains("superseded by " + name(next));
    }

    @Test
    void shouldEndARunThatSendsNothingYetWhenItIsReplaced() {
        nights.begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        nights.apply(with(MINUTELY, "concurrencyPolicy: Replace"));
        var due = nights.nextTime();
        nights.pass(due);
        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        var next = due.plus(MINUTE);

        nights.pass(next);

        var ended = nights.scene.cluster.awaitRun(name(due), in(RunPhase.Failed));
        assertThat(ended.getStatus().reason()).isEqualTo("Superseded");
        nights.scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
    }

    @Test
    void shouldRunBesideAnotherWhenThatIsAllowed() {
        nights.begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        nights.apply(with(MINUTELY, "concurrencyPolicy: Allow"));
        var due = nights.nextTime();
        nights.pass(due);
        nights.scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        var next = due.plus(MINUTE);

        nights.pass(next);

        nights.scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
        assertThat(nights.scene.cluster.run(name(due)).orElseThrow())
                .matches(in(RunPhase.Starting), "the other one goes on");
    }

    @Test
    void shouldStartNothingInABlackoutAndSayWhy() {
        nights.apply(with(HOURLY, "blackout: [{from: '2020-01-01', to: '2099-01-01', reason: sale}]"));
        nights.await(status -> "2099-01-01T00:00:00Z".equals(status.schedule().nextTime()));
        assertThat(nights.scheduled().getReason()).isEqualTo("Waiting");
        var due = nights.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));

        nights.pass(due);

        nights.awaitSkipped(due, "Blackout");
        assertThat(nights.status().schedule().lastSkipped().message())
                .endsWith("nothing starts from 2020-01-01 to 2099-01-01, sale");
        assertThat(nights.scheduled().getReason()).isEqualTo("Blackout");
        assertThat(nights.scene.cluster.runs()).isEmpty();
        assertThat(nights.scene.events("checkout")).contains("SkippedBlackout");
    }
}
