package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.status.ConditionType;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.testing.ShiftedClock;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole operator against an API server without controllers: LoadTests with a schedule. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorScheduleTest {
    private static final String HOURLY = TEST + "  schedule: {cron: '0 * * * *'}\n";

    private static final String MINUTELY = TEST.replace("3s", "60m") + "  schedule: {cron: '* * * * *'}\n";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ShiftedClock clock = new ShiftedClock();
    private final OperatorScene scene = new OperatorScene(clock);
    private int touched;

    @BeforeEach
    void beginInTheMiddleOfAnHour() {
        begin(ChronoUnit.HOURS, Duration.ofMinutes(30));
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldRunWhenDueAndNeitherWhenAppliedNorWhenChanged() {
        apply(HOURLY);
        var due = nextTime();
        assertThat(status().reason()).isEqualTo("WaitingForSchedule");
        apply(HOURLY);
        apply(HOURLY.replace("200/s", "201/s"));
        touch();
        assertThat(scene.cluster.runs()).isEmpty();

        pass(due);

        var run = scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(run.getMetadata().getAnnotations()).containsEntry(Api.TRIGGER_ANNOTATION, "schedule/" + due);
        assertThat(run.getSpec().test().schedule()).isNull();
        assertThat(run.getSpec().test().load().stages().getFirst().to().getStrVal())
                .isEqualTo("201/s");
        scene.complete(name(due), FAST);
        await(status -> status.verdict() == Verdict.Pass);
        assertThat(status().schedule().lastTime()).isEqualTo(due.toString());
        assertThat(status().schedule().lastRun()).isEqualTo(name(due));
        assertThat(status().schedule().nextTime())
                .isEqualTo(due.plus(Duration.ofHours(1)).toString());
        assertThat(status().runs()).singleElement().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo(name(due));
            assertThat(summary.verdict()).isEqualTo(Verdict.Pass);
            assertThat(summary.completedAt()).isNotNull();
        });
        assertThat(scheduled().getStatus()).isEqualTo("True");
        assertThat(scheduled().getReason()).isEqualTo("Waiting");
        assertThat(scheduled().getMessage()).startsWith("the next run starts at ");

        pass(due.plus(Duration.ofHours(1)));
        scene.cluster.awaitRun(name(due.plus(Duration.ofHours(1))), in(RunPhase.Starting));
        assertThat(scene.cluster.runs()).hasSize(2);
        await(status -> status.runs().size() == 2
                && status.runs().getFirst().name().equals(name(due.plus(Duration.ofHours(1)))));
    }

    @Test
    void shouldLookByItselfWhenATimeIsDue() {
        begin(ChronoUnit.MINUTES, Duration.ofSeconds(58));
        apply(TEST + "  schedule: {cron: '* * * * *', startingDeadline: 10s}\n");

        var due = nextTime();
        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));

        assertThat(now()).isBetween(due, due.plusSeconds(10));
    }

    @Test
    void shouldRunADueTimeOnceWhenKilledBeforeItIsWrittenDown() {
        apply(HOURLY);
        var due = nextTime();
        scene.cluster.refuse("PATCH", "/loadtests/checkout/status", 500, "killed");
        clock.set(due);
        nudge();
        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(status().schedule().lastTime()).isNull();

        scene.replaceOperator();
        scene.cluster.refuseNothing();

        await(status -> due.toString().equals(status.schedule().lastTime()));
        scene.complete(name(due), FAST);
        await(status -> status.verdict() == Verdict.Pass);
        scene.replaceOperator();
        touch();
        assertThat(scene.cluster.runs()).hasSize(1);
        assertThat(scene.events("checkout")).containsOnlyOnce("RunCreated");
        assertThat(status().schedule().lastSkipped()).isNull();
    }

    @Test
    void shouldMakeUpForTheLatestAloneWhenTheOperatorWasAway() {
        apply(HOURLY);
        var due = nextTime().plus(Duration.ofHours(5));

        clock.set(due.plus(Duration.ofMinutes(50)));
        scene.replaceOperator();

        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(scene.cluster.runs()).hasSize(1);
        await(() -> scene.events("checkout").contains("MissedDueTimes"));
    }

    @Test
    void shouldSkipWhenTheDeadlineIsOver() {
        apply(with(HOURLY, "startingDeadline: 10m"));
        var due = nextTime();

        pass(due.plus(Duration.ofMinutes(11)));

        awaitSkipped(due, "Missed");
        assertThat(scheduled().getReason()).isEqualTo("Missed");
        assertThat(scheduled().getMessage()).contains("within its startingDeadline of 10m");
        assertThat(scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldSkipWhileARunGoesOnWhenTwoAreForbidden() {
        begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        apply(MINUTELY);
        var due = nextTime();
        pass(due.plusSeconds(52));
        scene.started(name(due));
        var next = due.plus(MINUTE);

        pass(next);

        awaitSkipped(next, "RunActive");
        assertThat(status().schedule().lastSkipped().message())
                .contains(name(due) + " had not ended, and concurrencyPolicy is Forbid");
        assertThat(scene.cluster.runs()).hasSize(1);
        await(() -> scene.events("checkout").contains("SkippedRunActive"));
    }

    @Test
    void shouldEndTheRunThatGoesOnWhenItIsReplaced() {
        begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        apply(with(MINUTELY, "concurrencyPolicy: Replace"));
        var due = nextTime();
        pass(due.plusSeconds(52));
        var runner = scene.started(name(due));
        var next = due.plus(MINUTE);

        pass(next);

        scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
        await(runner::reportAndHearStop);
        runner.end();
        runner.report();
        var ended = scene.cluster.awaitRun(name(due), in(RunPhase.Aborted));
        assertThat(ended.getStatus().message()).contains("superseded by " + name(next));
    }

    @Test
    void shouldEndARunThatSendsNothingYetWhenItIsReplaced() {
        begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        apply(with(MINUTELY, "concurrencyPolicy: Replace"));
        var due = nextTime();
        pass(due);
        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        var next = due.plus(MINUTE);

        pass(next);

        var ended = scene.cluster.awaitRun(name(due), in(RunPhase.Failed));
        assertThat(ended.getStatus().reason()).isEqualTo("Superseded");
        scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
    }

    @Test
    void shouldRunBesideAnotherWhenThatIsAllowed() {
        begin(ChronoUnit.MINUTES, Duration.ofSeconds(30));
        apply(with(MINUTELY, "concurrencyPolicy: Allow"));
        var due = nextTime();
        pass(due);
        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        var next = due.plus(MINUTE);

        pass(next);

        scene.cluster.awaitRun(name(next), in(RunPhase.Starting));
        assertThat(scene.cluster.run(name(due)).orElseThrow()).matches(in(RunPhase.Starting), "the other one goes on");
    }

    @Test
    void shouldStartNothingInABlackoutAndSayWhy() {
        apply(with(HOURLY, "blackout: [{from: '2020-01-01', to: '2099-01-01', reason: sale}]"));
        await(status -> "Blackout".equals(scheduled(status).getReason()));
        assertThat(scheduled().getStatus()).isEqualTo("False");
        var due = now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));

        pass(due);

        awaitSkipped(due, "Blackout");
        assertThat(status().schedule().lastSkipped().message())
                .endsWith("nothing starts from 2020-01-01 to 2099-01-01, sale");
        assertThat(scene.cluster.runs()).isEmpty();
        assertThat(scene.events("checkout")).contains("SkippedBlackout");
    }

    @Test
    void shouldHoldWhenSuspendedAndMakeUpForTheLatestWhenItIsNot() {
        var suspended = with(HOURLY, "suspend: true");
        apply(suspended);
        await(status -> "Suspended".equals(scheduled(status).getReason()));
        var due = now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3));
        pass(due.plusSeconds(60));
        touch();
        assertThat(status().schedule().nextTime()).isNull();
        assertThat(scene.cluster.runs()).isEmpty();

        apply(with(HOURLY, "suspend: false"));

        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(scene.cluster.runs()).hasSize(1);
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
        apply(TEST + "  schedule: {" + schedule.strip() + "}\n");

        await(status -> "InvalidSpec".equals(scheduled(status).getReason()));

        assertThat(scheduled().getStatus()).isEqualTo("False");
        assertThat(scheduled().getMessage()).startsWith(message);
        assertThat(status().reason()).isEqualTo("InvalidSpec");
        assertThat(status().message()).startsWith(message);
        assertThat(scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldFinishTheFrozenRunAndSaySoWhenTheSpecChangesMeanwhile() {
        apply(HOURLY);
        var due = nextTime();
        pass(due);
        scene.cluster.awaitRun(name(due), in(RunPhase.Starting));
        assertThat(progressing().getReason()).isNotEqualTo("SpecDrifted");

        apply(HOURLY.replace("200/s", "300/s"));
        await(status -> "SpecDrifted".equals(progressing(status).getReason()));
        assertThat(progressing().getMessage())
                .isEqualTo("the spec changed while " + name(due) + " goes on; the new one runs when it is due next");
        scene.complete(name(due), FAST);

        await(status -> status.verdict() == Verdict.Pass);
        assertThat(progressing().getReason()).isNotEqualTo("SpecDrifted");
        assertThat(scene.cluster.runs())
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
        apply(asked(HOURLY, "now"));
        scene.complete("checkout-1", FAST);
        await(status -> status.verdict() == Verdict.Pass);
        apply(asked(HOURLY, "now").replace("200/s", "201/s"));
        touch();
        assertThat(scene.cluster.runs()).hasSize(1);
        var due = nextTime();
        pass(due);
        scene.complete(name(due), FAST);
        await(status -> name(due).equals(status.lastRun()) && status.verdict() == Verdict.Pass);
        touch();
        assertThat(scene.cluster.runs()).hasSize(2);

        apply(asked(HOURLY, "again"));

        scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
    }

    @Test
    void shouldNotMakeUpForTimesOfAnotherScheduleWhenItChanges() {
        apply(HOURLY);
        nextTime();
        var changed = HOURLY.replace("'0 * * * *'", "'15 * * * *'");

        apply(changed); // a quarter past was due 15 minutes ago, within the deadline

        await(status -> "15 * * * *".equals(status.schedule().cron()));
        touch();
        assertThat(scene.cluster.runs()).isEmpty();
        assertThat(Instant.parse(status().schedule().nextTime())).isAfter(now());
    }

    @Test
    void shouldKeepAsManyEndedRunsAsHistorySaysAndTheirResults() {
        apply(HOURLY + "  history: {passed: 2, failed: 0}\n");
        var due = nextTime();
        for (int night = 0; night < 3; night++) {
            var at = due.plus(Duration.ofHours(night));
            pass(at);
            scene.complete(name(at), FAST);
            await(status -> name(at).equals(status.lastRun()) && status.verdict() == Verdict.Pass);
        }

        pass(due.plus(Duration.ofHours(2).plusMinutes(10)));

        await(() -> scene.cluster.run(name(due)).isEmpty());
        await(status -> status.runs().size() == 2);
        assertThat(scene.cluster.runs())
                .extracting(run -> run.getMetadata().getName())
                .containsExactlyInAnyOrder(name(due.plus(Duration.ofHours(1))), name(due.plus(Duration.ofHours(2))));
    }

    /** In the hour or minute that the API server, which has no other clock, gives as the time of creation. */
    private void begin(ChronoUnit in, Duration at) {
        clock.set(Instant.now().truncatedTo(in).plus(at));
    }

    private void apply(String yaml) {
        scene.cluster.apply(yaml, LoadTest.class);
    }

    private static String with(String yaml, String field) {
        return yaml.replace("{cron", "{" + field + ", cron");
    }

    private static String asked(String yaml, String value) {
        return yaml.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: " + value + "}}");
    }

    /** The clock shows this time, and the operator has looked. */
    private void pass(Instant time) {
        clock.set(time);
        touch();
    }

    /** Asks for what is refused: status says so when the operator has looked. */
    private void touch() {
        nudge();
        var seen = "n" + touched + ": is no instant";
        await(status ->
                status.overrideRefused() != null && status.overrideRefused().contains(seen));
    }

    private void nudge() {
        touched++;
        scene.cluster.annotate(
                scene.cluster.loadTest("checkout"),
                Map.of(Api.OVERRIDE_ANNOTATION, "looks again", Api.OVERRIDE_UNTIL_ANNOTATION, "n" + touched));
    }

    private Instant nextTime() {
        await(status -> status.schedule() != null && status.schedule().nextTime() != null);
        return Instant.parse(status().schedule().nextTime());
    }

    private void awaitSkipped(Instant due, String reason) {
        await(status -> status.schedule().lastSkipped() != null
                && due.toString().equals(status.schedule().lastSkipped().time())
                && reason.equals(status.schedule().lastSkipped().reason()));
    }

    private void await(Predicate<LoadTestStatus> asExpected) {
        await(() -> {
            var status = scene.cluster.loadTest("checkout").getStatus();
            return status != null && asExpected.test(status);
        });
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private LoadTestStatus status() {
        return scene.cluster.loadTest("checkout").getStatus();
    }

    private Condition scheduled() {
        return scheduled(status());
    }

    private static Condition scheduled(LoadTestStatus status) {
        return Conditions.find(status.conditions(), ConditionType.Scheduled).orElseThrow();
    }

    private Condition progressing() {
        return progressing(status());
    }

    private static Condition progressing(LoadTestStatus status) {
        return Conditions.find(status.conditions(), ConditionType.Progressing).orElseThrow();
    }

    private Instant now() {
        return clock.instant();
    }

    private static String name(Instant due) {
        return "checkout-" + due.toString().replaceAll("[-T:]|:00Z|Z", "").substring(0, 12);
    }
}
