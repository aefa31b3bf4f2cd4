package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus.State;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.testing.FakeReceiver;
import dev.plimsoll.operator.testing.FakeReceiver.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole operator, and receivers that listen. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorNotificationTest {
    private static final Duration SLOW = Duration.ofMillis(150);
    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path secrets;

    private final FakeReceiver receiver = new FakeReceiver();
    private OperatorScene scene;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(secrets.resolve("team-slack"), receiver.url("/services/T0/B0/XYZ"));
        Files.writeString(secrets.resolve("ci-key"), "whsec_" + KEY);
        scene = new OperatorScene(
                Clock.systemUTC(),
                """
                notifiers:
                  - name: team
                    slack: {urlFrom: team-slack}
                  - name: pager
                    alertmanager: {url: 'PAGER', labels: {team: shop}}
                  - name: ci
                    webhook: {url: 'CI', signWith: ci-key}
                """.replace("PAGER", receiver.url("/pager")).replace("CI", receiver.url("/ci")),
                secrets);
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
    }

    @AfterEach
    void close() {
        scene.close();
        receiver.close();
    }

    /** The run of this number, all of whose responses took so long. */
    private LoadTestRun run(int number, String notifications, Duration responseTime) {
        scene.cluster.apply(
                TEST.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: '" + number + "'}}")
                        + "  notifications: " + notifications + "\n",
                LoadTest.class);
        scene.complete("checkout-" + number, responseTime);
        return scene.cluster.awaitRun("checkout-" + number, in(RunPhase.Complete));
    }

    /** Waits until this run has nobody left to tell. */
    private List<NotificationStatus> told(int number) {
        return scene.cluster
                .awaitRun(
                        "checkout-" + number,
                        run -> run.getStatus().notifications().stream()
                                .allMatch(entry -> entry.state().isOver()))
                .getStatus()
                .notifications();
    }

    @Test
    void shouldTellEachKindOfReceiverWhenTheVerdictChanges() throws Exception {
        var all = "[{to: team}, {to: pager}, {to: ci}]";
        assertThat(run(1, all, FAST).getStatus().notifications()).isNull();
        run(2, all, SLOW);

        assertThat(told(2))
                .extracting(NotificationStatus::to, NotificationStatus::state, NotificationStatus::attempts)
                .containsExactly(tuple("team"), tuple("pager"), tuple("ci"));
        assertThat(receiver.received("/services/T0/B0/XYZ").getFirst().body())
                .contains("\"title\":\"shop/checkout: Fail, was Pass\"");
        assertThat(receiver.received("/pager/api/v2/alerts").getFirst().body())
                .contains("\"alertname\":\"PlimsollLoadTestFailed\"", "\"team\":\"shop\"");
        var signed = receiver.received("/ci").getFirst();
        assertThat(signed.body()).contains("\"verdict\":\"Fail\",\"before\":\"Pass\"", "\"run\":\"checkout-2\"");
        assertThat(signed.headers().get("Webhook-signature")).isEqualTo(signature(signed));

        run(3, all, FAST);
        told(3);
        run(4, all, FAST);
        assertThat(receiver.received("/ci"))
                .extracting(Received::body)
                .hasSize(2)
                .last()
                .asString()
                .contains("\"verdict\":\"Pass\",\"before\":\"Fail\"");
        assertThat(scene.cluster.run("checkout-4").orElseThrow().getStatus().notifications())
                .isNull();
        assertThat(scene.metrics())
                .contains(
                        "plimsoll_notifications_total{outcome=\"Sent\",to=\"pager\"} 2.0",
                        "plimsoll_notifications_total{outcome=\"Failed\",to=\"ci\"} 0.0");
    }

    private static Tuple tuple(String to) {
        return Tuple.tuple(to, State.Sent, 1);
    }

    /** By hand, from what the receiver got. */
    private static String signature(Received received) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        var content = received.headers().get("Webhook-id") + "."
                + received.headers().get("Webhook-timestamp") + "." + received.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldSendAgainUnderTheSameIdWhenAReceiverWasAwayAndTheOperatorIsReplaced() {
        receiver.answer(503);
        assertThat(run(1, "[{to: ci, on: Failure}]", SLOW).getStatus().verdict())
                .isEqualTo(Verdict.Fail);
        var retrying = scene.cluster.awaitRun(
                "checkout-1", run -> run.getStatus().notifications().getFirst().state() == State.Retrying);
        assertThat(retrying.getStatus().notifications().getFirst())
                .satisfies(entry -> assertThat(entry.message()).isEqualTo("answered 503"))
                .satisfies(entry -> assertThat(entry.attempts()).isPositive())
                .satisfies(entry -> assertThat(entry.nextTime()).isNotNull());

        scene.replaceOperator();
        receiver.answer(200);

        var sent = told(1).getFirst();
        assertThat(sent.state()).isEqualTo(State.Sent);
        assertThat(sent.attempts()).isEqualTo(receiver.received("/ci").size());
        assertThat(receiver.received("/ci"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(received -> received.headers().get("Webhook-id"))
                .containsOnly(receiver.received("/ci").getFirst().headers().get("Webhook-id"));
        assertThat(scene.cluster.run("checkout-1").orElseThrow().getStatus().verdict())
                .isEqualTo(Verdict.Fail);
    }

    @Test
    void shouldGiveUpAtOnceWhenItIsNeverTaken() {
        receiver.answer(404);
        run(1, "[{to: team, on: Always}]", FAST);

        assertThat(told(1).getFirst())
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(State.Failed))
                .satisfies(entry -> assertThat(entry.message()).isEqualTo("answered 404"));
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("NotificationFailed"));
        assertThat(receiver.received("/services/T0/B0/XYZ")).hasSize(1);
        assertThat(scene.metrics()).contains("plimsoll_notifications_total{outcome=\"Failed\",to=\"team\"} 1.0");
    }

    @Test
    void shouldRunAndSaySoWhenNobodyHasTheName() {
        var run = run(1, "[{to: nobody, on: Always}]", FAST);

        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(told(1).getFirst().message())
                .isEqualTo("the operator's configuration has no notifier nobody; it has team, pager, ci");
        await().atMost(PATIENCE)
                .until(() -> scene.events("checkout").contains("UnknownNotifier")
                        && scene.events("checkout-1").contains("NotificationFailed"));
        assertThat(scene.metrics()).contains("plimsoll_notifications_total{outcome=\"Failed\",to=\"(unknown)\"} 1.0");
    }

    @Test
    void shouldKeepNoRunWaitingWhenAReceiverNeverAnswers() {
        receiver.hold();
        run(1, "[{to: ci, on: Always}]", FAST);
        var next = run(2, "[{to: ci, on: Always}]", FAST);

        assertThat(next.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(next.getStatus().notifications().getFirst().state()).isEqualTo(State.Pending);
        receiver.release();
        assertThat(told(2).getFirst().state()).isEqualTo(State.Sent);
    }

    @Test
    void shouldNotAlarmOfARunThatALaterOneHasCorrected() {
        receiver.answer(503);
        run(1, "[{to: pager}]", SLOW);
        scene.cluster.awaitRun(
                "checkout-1", run -> run.getStatus().notifications().getFirst().state() == State.Retrying);
        run(2, "[{to: pager}]", FAST);
        receiver.answer(200);

        assertThat(told(2).getFirst().state()).isEqualTo(State.Sent);
        assertThat(told(1).getFirst())
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(State.Skipped))
                .satisfies(entry -> assertThat(entry.message()).isEqualTo("checkout-2 had its verdict meanwhile"));
    }
}
