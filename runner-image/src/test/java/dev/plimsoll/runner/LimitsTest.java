package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static dev.plimsoll.runner.Runners.limited;
import static dev.plimsoll.runner.Runners.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.report.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runner trusts no plan: what it may not send, and where to, it finds out by itself. */
@Timeout(60)
class LimitsTest {
    private static final String RULE = "limits.namespaces[shop]";
    private static final Logger RUNNER_LOG = Logger.getLogger(Runner.class.getName());

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            log.add(event.getMessage());
        }

        @Override
        public void flush() {
            // it holds nothing back
        }

        @Override
        public void close() {
            // it holds nothing open
        }
    };

    @BeforeEach
    void listen() {
        RUNNER_LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        RUNNER_LOG.removeHandler(handler);
    }

    @Test
    void shouldDriveWhatIsAllowed() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), uniform(100, 0.5))
                                .within(new Limits(RULE, 100.0, List.of("127.0.0.1:" + target.port()))),
                        1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            assertThat(collector.counts().ok()).isEqualTo(50);
        }
    }

    @Test
    void shouldSendNothingWhenThePlanAsksForMoreThanItMay() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port()), uniform(100, 0.5));

            assertRefused(plan.within(new Limits(RULE, 99.0, null)), target, "RateNotAllowed", RULE + ".maxRate");
        }
    }

    @Test
    void shouldHoldAPlanWithoutLimitsToThoseThatItWasStartedWith() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 0.5)), 1)) {
            assertThat(limited(collector, new Limits(RULE, 99.0, null)).run()).isEqualTo(Outcome.FAILED);
            assertThat(target.connections()).isZero();
            assertThat(log).anySatisfy(line -> assertThat(line).contains(RULE + ".maxRate: RateNotAllowed"));
        }
    }

    @Test
    void shouldSendNothingWhenNobodyCanSayHowMuchUsersAskFor() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port()), users(1, 0.5, 0));

            assertRefused(plan.within(new Limits(RULE, 99.0, null)), target, "RateNotAllowed", "set pacing");
        }
    }

    @Test
    void shouldConnectToNobodyWhenTheTargetIsNotAllowed() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port()), uniform(100, 0.5));

            assertRefused(
                    plan.within(new Limits(RULE, null, List.of("*.shop.svc", "127.0.0.1:1"))),
                    target,
                    "TargetNotAllowed",
                    RULE + ".targets");
        }
    }

    @Test
    void shouldAskForNoTokenWhereItMayNot(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "x").toString();
        try (var target = TestTarget.answering(TestTarget.OK);
                var login = TestTarget.answering(TestTarget.OK)) {
            var auth = new Auth.ClientCredentials(
                    "http://127.0.0.1:" + login.port() + "/token", secret, secret, List.of(), null);
            var there = new Target("http", "127.0.0.1", target.port(), "", null, Target.Http.DEFAULT, auth);
            var plan = Plans.of(there, uniform(100, 0.5))
                    .within(new Limits(RULE, null, List.of("127.0.0.1:" + target.port())));

            assertRefused(plan, target, "TargetNotAllowed", "tokenUrl");
            assertThat(login.connections()).isZero();
        }
    }

    @Test
    void shouldNotConnectToWhereATargetSendsIt() throws Exception {
        try (var elsewhere = TestTarget.answering(TestTarget.OK);
                var target = TestTarget.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + elsewhere.port()
                        + "/\r\nContent-Length: 0\r\n\r\n")) {
            var step = new Step.Request(
                    "cart",
                    "GET",
                    "/cart",
                    List.of(),
                    new Body.None(),
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    10 * SECOND);
            var plan = Plans.of(target(target.port()), uniform(100, 0.5), 100, step)
                    .within(new Limits(RULE, 200.0, List.of("127.0.0.1:" + target.port())));
            try (var collector = new FakeCollector(plan, 1)) {
                assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
                assertThat(collector.counts().errors()).containsEntry(ErrorKind.BAD_REDIRECT, 50L);
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }

    private void assertRefused(RunPlan plan, TestTarget target, String... named) throws Exception {
        try (var collector = new FakeCollector(plan, 1)) {
            assertThat(run(collector)).isEqualTo(Outcome.FAILED);
        }
        assertThat(target.connections()).isZero();
        assertThat(log).anySatisfy(line -> assertThat(line).contains(named));
    }
}
