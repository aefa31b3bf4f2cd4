package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
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

/** One LoadTest with a schedule, an operator, and a clock that tests set. */
@NullUnmarked // a status that is not there fails the test, as it should
final class ScheduleScene implements AutoCloseable {
    static final String HOURLY = TEST + "  schedule: {cron: '0 * * * *'}\n";
    static final String MINUTELY = TEST.replace("3s", "60m") + "  schedule: {cron: '* * * * *'}\n";
    static final Duration MINUTE = Duration.ofMinutes(1);

    final ShiftedClock clock = new ShiftedClock();
    final OperatorScene scene = new OperatorScene(clock);
    private int touched;

    ScheduleScene() {
        begin(ChronoUnit.HOURS, Duration.ofMinutes(30));
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
    }

    @Override
    public void close() {
        scene.close();
    }

    /** In the hour or minute that the API server, which has no other clock, gives as the time of creation. */
    void begin(ChronoUnit in, Duration at) {
        clock.set(Instant.now().truncatedTo(in).plus(at));
    }

    void apply(String yaml) {
        scene.cluster.apply(yaml, LoadTest.class);
    }

    static String with(String yaml, String field) {
        return yaml.replace("{cron", "{" + field + ", cron");
    }

    static String asked(String yaml, String value) {
        return yaml.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: " + value + "}}");
    }

    /** The clock shows this time, and the operator has looked. */
    void pass(Instant time) {
        clock.set(time);
        touch();
    }

    /** Asks for what is refused: status says so when the operator has looked. */
    void touch() {
        nudge();
        var seen = "n" + touched + ": is no instant";
        await(status ->
                status.overrideRefused() != null && status.overrideRefused().contains(seen));
    }

    void nudge() {
        touched++;
        scene.cluster.annotate(
                scene.cluster.loadTest("checkout"),
                Map.of(Api.OVERRIDE_ANNOTATION, "looks again", Api.OVERRIDE_UNTIL_ANNOTATION, "n" + touched));
    }

    Instant nextTime() {
        await(status -> status.schedule() != null && status.schedule().nextTime() != null);
        return Instant.parse(status().schedule().nextTime());
    }

    void awaitSkipped(Instant due, String reason) {
        await(status -> status.schedule().lastSkipped() != null
                && due.toString().equals(status.schedule().lastSkipped().time())
                && reason.equals(status.schedule().lastSkipped().reason()));
    }

    void await(Predicate<LoadTestStatus> asExpected) {
        await(() -> {
            var status = scene.cluster.loadTest("checkout").getStatus();
            return status != null && asExpected.test(status);
        });
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    LoadTestStatus status() {
        return scene.cluster.loadTest("checkout").getStatus();
    }

    Condition scheduled() {
        return scheduled(status());
    }

    static Condition scheduled(LoadTestStatus status) {
        return Conditions.find(status.conditions(), ConditionType.Scheduled).orElseThrow();
    }

    Condition progressing() {
        return progressing(status());
    }

    static Condition progressing(LoadTestStatus status) {
        return Conditions.find(status.conditions(), ConditionType.Progressing).orElseThrow();
    }

    Instant now() {
        return clock.instant();
    }

    static String name(Instant due) {
        return "checkout-" + due.toString().replaceAll("[-T:]|:00Z|Z", "").substring(0, 12);
    }
}
