package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static dev.plimsoll.runner.Plans.withDrain;
import static dev.plimsoll.runner.Steps.equal;
import static dev.plimsoll.runner.Steps.get;
import static dev.plimsoll.runner.Steps.rest;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole scenarios against a server. */
class ScenarioRunTest {
    @TempDir
    private Path folder;

    private static void reply(OutputStream out, String body, String... fields) throws IOException {
        reply(out, 200, body, fields);
    }

    private static void reply(OutputStream out, int status, String body, String... fields) throws IOException {
        var lines = Arrays.stream(fields).map(field -> field + "\r\n").collect(Collectors.joining());
        var head = "HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n" + lines + "\r\n";
        out.write((head + body).getBytes(ISO_8859_1));
    }

    private static String path(TestTarget.Arrival arrival) {
        return arrival.head().split(" ", 3)[1];
    }

    private static Counts of(String step, Driven driven) {
        return driven.counts(series -> series.key().step().equals(step));
    }

    private static double slowest(String step, Driven driven) {
        var sum = Histograms.create();
        driven.intervals().stream()
                .flatMap(interval -> interval.series().stream())
                .filter(series -> series.key().step().equals(step))
                .map(Series::response)
                .map(Histograms::decode)
                .forEach(sum::add);
        return sum.getMaxValue();
    }

    @Test
    void shouldCarryValuesAndCookiesFromStepToStep() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            if (path(arrival).equals("/login")) {
                reply(out, "{\"token\":\"t" + arrival.nanos() + "\"}", "Set-Cookie: sid=s" + arrival.nanos());
            } else {
                reply(out, "ok");
            }
        })) {
            var login = get("login", "/login").capture("token", new Extract.JsonPath("$.token"));
            var cart = get("cart", "/cart/${token}").header("X-Token", "${token}");
            var plan = Plans.of(target(target.port()), uniform(100, 0.5), 20, login.done(), cart.done());
            var driven = Driven.all(plan, 2);
            assertThat(driven.counts().totalErrors()).isZero();
            assertThat(of("cart", driven).ok()).isEqualTo(50);
            var carts = target.arrivals().stream()
                    .filter(arrival -> path(arrival).startsWith("/cart"))
                    .toList();
            assertThat(carts).hasSize(50).allSatisfy(arrival -> {
                var token = path(arrival).substring("/cart/".length());
                assertThat(arrival.head())
                        .contains("X-Token: " + token + "\r\n")
                        .contains("Cookie: sid=s" + token.substring(1) + "\r\n");
            });
            assertThat(carts.stream().map(ScenarioRunTest::path)).doesNotHaveDuplicates();
            assertThat(target.arrivals().stream()
                            .filter(arrival -> path(arrival).equals("/login")))
                    .noneMatch(arrival -> arrival.head().contains("Cookie:"));
        }
    }

    @Test
    void shouldEndTheTurnWhenACaptureFailsButNotWhenACheckDoes() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var step = get("a", "/a")
                    .check("has more", new Check.BodyContains("more"))
                    .check("is fine", new Check.StatusIn(List.of(200)));
            var next = get("b", "/b").capture("v", new Extract.JsonPath("$.v"));
            var plan = Plans.of(
                    target(target.port()),
                    uniform(50, 0.4),
                    20,
                    step.done(),
                    next.done(),
                    get("c", "/c").done());
            var driven = Driven.all(plan, 1);
            var first = of("a", driven);
            assertThat(first.ok()).isEqualTo(20);
            assertThat(first.checks()).isEqualTo(40);
            assertThat(first.failedChecks()).isEqualTo(Map.of("has more", 20L));
            assertThat(of("b", driven).errors()).isEqualTo(Map.of(ErrorKind.CAPTURE_FAILED, 20L));
            assertThat(of("b", driven).sent()).isEqualTo(20);
            assertThat(of("c", driven)).isEqualTo(Counts.NONE);
        }
    }

    @Test
    void shouldFollowRedirectsToTheTargetOnlyAndNotForEver() throws Exception {
        try (var stranger = TestTarget.answering(TestTarget.OK);
                var target = TestTarget.scripted((arrival, out) -> {
                    switch (path(arrival)) {
                        case "/one" -> reply(out, 302, "", "Location: /end", "Set-Cookie: r=1");
                        case "/loop" -> reply(out, 307, "", "Location: /loop");
                        case "/away" -> reply(out, 301, "", "Location: http://127.0.0.1:" + stranger.port() + "/");
                        default -> reply(out, "ok");
                    }
                })) {
            var plan = Plans.of(
                    target(target.port()),
                    uniform(50, 0.2),
                    20,
                    get("one", "/one").redirects(1).done());
            var one = Driven.all(plan, 1).counts();
            assertThat(one.ok()).isEqualTo(10);
            assertThat(one.sent()).isEqualTo(10);
            assertThat(target.arrivals()).hasSize(20);
            assertThat(target.arrivals().stream()
                            .filter(arrival -> path(arrival).equals("/end")))
                    .allMatch(arrival -> arrival.head().contains("Cookie: r=1"));
            var bad = new Scenario(
                    "bad", 1, List.of(get("loop", "/loop").redirects(3).done()));
            var away = new Scenario(
                    "away", 1, List.of(get("away", "/away").redirects(3).done()));
            var plain = new Scenario("plain", 1, List.of(get("plain", "/away").done()));
            var driven = Driven.all(with(plan, List.of(bad, away, plain), List.of()), 1);
            assertThat(of("loop", driven).errors()).containsOnlyKeys(ErrorKind.BAD_REDIRECT);
            assertThat(of("away", driven).errors()).containsOnlyKeys(ErrorKind.BAD_REDIRECT);
            assertThat(of("plain", driven).totalErrors()).isZero();
            assertThat(stranger.connections()).isZero();
        }
    }

    private static RunPlan with(RunPlan plan, List<Scenario> scenarios, List<DataSet> data) {
        return new RunPlan(
                RunPlan.VERSION,
                plan.run(),
                plan.target(),
                plan.phases().getFirst().load(),
                scenarios,
                data,
                plan.maxInFlight(),
                plan.connectTimeoutNanos(),
                plan.drainNanos(),
                plan.seed());
    }

    @Test
    void shouldUseEachRowOnceAndGoOnWhenNoneIsLeft() throws Exception {
        var rows = IntStream.range(0, 20).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        var file = Files.writeString(folder.resolve("users.csv"), "id\n" + rows);
        var data = new DataSet("users", file.toString(), DataSet.Format.CSV, DataSet.Order.UNIQUE);
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var scenario = new Scenario(
                    "buy",
                    1,
                    List.of(
                            get("a", "/${users.id}").done(),
                            get("b", "/again/${users.id}").done()));
            var base = Plans.of(target(target.port()), uniform(100, 0.5));
            var driven = Driven.all(with(base, List.of(scenario), List.of(data)), 2);
            var first = of("a", driven);
            assertThat(first.offered()).isEqualTo(50);
            assertThat(first.sent()).isEqualTo(50);
            assertThat(first.ok()).isEqualTo(20);
            assertThat(first.errors()).isEqualTo(Map.of(ErrorKind.DATA_EXHAUSTED, 30L));
            assertThat(target.arrivals()).hasSize(40);
            assertThat(target.arrivals().stream().map(ScenarioRunTest::path)).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldGoOnWithUsersWhenNoRowIsLeft() throws Exception {
        var file = Files.writeString(folder.resolve("users.csv"), "id\n1\n2\n");
        var data = new DataSet("users", file.toString(), DataSet.Format.CSV, DataSet.Order.UNIQUE);
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var scenario =
                    new Scenario("buy", 1, List.of(get("a", "/${users.id}").done()));
            var base = Plans.of(target(target.port()), users(3, 0.3, 0));
            var counts =
                    Driven.all(with(base, List.of(scenario), List.of(data)), 1).counts();
            assertThat(counts.ok()).isEqualTo(2);
            assertThat(counts.sent()).isEqualTo(counts.completed());
            assertThat(counts.errors()).containsOnlyKeys(ErrorKind.DATA_EXHAUSTED);
        }
    }

    @Test
    void shouldHoldNoPlaceWhileItPausesAndCountFromThePausesEnd() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(
                    target(target.port()),
                    uniform(50, 1),
                    1,
                    get("a", "/a").done(),
                    rest(400 * MILLI),
                    get("b", "/b").done());
            var driven = Driven.all(plan, 1);
            assertThat(driven.counts().ok()).isEqualTo(100);
            assertThat(slowest("a", driven)).as("slots do not wait for pauses").isLessThan(300 * MILLI);
            assertThat(slowest("b", driven)).as("pauses are no latency").isLessThan(300 * MILLI);
            assertThat(target.connections()).isEqualTo(1);
            var a = target.arrivals().stream()
                    .filter(arrival -> path(arrival).equals("/a"))
                    .findFirst()
                    .orElseThrow();
            var b = target.arrivals().stream()
                    .filter(arrival -> path(arrival).equals("/b"))
                    .findFirst()
                    .orElseThrow();
            assertThat(b.nanos() - a.nanos()).isGreaterThanOrEqualTo(395 * MILLI);
        }
    }

    @Test
    void shouldEndATurnWhosePauseWouldOutlastTheRun() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = withDrain(
                    100 * MILLI,
                    Plans.of(
                            target(target.port()),
                            uniform(50, 0.5),
                            10,
                            get("a", "/a").done(),
                            rest(300 * MILLI),
                            get("b", "/b").done()));
            long begin = System.nanoTime();
            var driven = Driven.all(plan, 1);
            assertThat(System.nanoTime() - begin).isLessThan(2 * SECOND);
            assertThat(of("a", driven).ok()).isEqualTo(25);
            var second = of("b", driven);
            assertThat(second.ok()).as("those that began in the first 300 ms").isBetween(12L, 16L);
            assertThat(second.offered()).isEqualTo(second.sent() + second.missed());
        }
    }

    @Test
    void shouldMissWhatHasPausedAndFindsNoPlaceBeforeTheRunCloses() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            if (path(arrival).equals("/slow")) {
                TestTarget.delay(3 * SECOND);
            }
            reply(out, "ok");
        })) {
            var slow =
                    new Step.If(equal("v", "ok"), List.of(get("slow", "/slow").done()));
            var plan = withDrain(
                    500 * MILLI,
                    Plans.of(
                            target(target.port()),
                            uniform(20, 1),
                            1,
                            get("a", "/a").capture("v", new Extract.Regex("ok")).done(),
                            rest(100 * MILLI),
                            slow));
            var driven = Driven.all(plan, 1);
            assertThat(of("slow", driven).sent()).isEqualTo(1);
            assertThat(of("slow", driven).missed()).isPositive();
            var counts = driven.counts();
            assertThat(counts.offered()).isEqualTo(counts.sent() + counts.missed());
            assertThat(counts.sent()).isEqualTo(counts.completed());
        }
    }

    @Test
    void shouldBeginNoMoreTurnsThanItCanRememberWhenTheTargetIsSlow() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(2 * MILLI);
            reply(out, "ok", "X-V: 12345678");
        })) {
            var first = get("a", "/a").capture("v", new Extract.Header("X-V"));
            var plan = Plans.of(
                    target(target.port()),
                    uniform(1_000, 0.2),
                    1,
                    first.done(),
                    rest(MILLI),
                    get("b", "/b").done());
            var counts = Driven.within(64, plan).counts(); // a quarter of it is as much as two turns remember
            assertThat(counts.ok()).isEqualTo(400);
            int begun = 0;
            for (var arrival : target.arrivals()) {
                begun += path(arrival).equals("/a") ? 1 : -1;
                assertThat(begun).as("two that wait, and one in flight").isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void shouldGoOnWithSlotsThatWaitWhenATurnEndsWithItsPause() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> reply(out, "ok", "X-V: 12345678"))) {
            var step = get("a", "/a").capture("v", new Extract.Header("X-V"));
            var plan = Plans.of(target(target.port()), uniform(100, 0.2), 1, step.done(), rest(20 * MILLI));
            var counts = Driven.within(64, plan).counts(); // two turns pause, and no other may begin
            assertThat(counts.ok()).isEqualTo(20);
            assertThat(counts.missed()).isZero();
        }
    }

    @Test
    void shouldBlameItselfWhenItHasNoMemoryForABody() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> reply(out, "x".repeat(10_000)))) {
            var step = get("a", "/a").check("has x", new Check.BodyContains("x"));
            var counts = Driven.within(8 * 1_000, Plans.of(target(target.port()), uniform(50, 0.2), 10, step.done()))
                    .counts();
            assertThat(counts.errors()).isEqualTo(Map.of(ErrorKind.GENERATOR_FAULT, 10L));
            assertThat(counts.checks()).isZero();
            assertThat(target.connections())
                    .as("what is not kept is still read")
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldStopWhileTurnsPause() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(
                    target(target.port()),
                    uniform(100, 20),
                    10,
                    get("a", "/a").done(),
                    rest(5 * SECOND),
                    get("b", "/b").done());
            var driven = Driven.until(() -> target.arrivals().size() > 20, plan);
            assertThat(of("b", driven)).isEqualTo(Counts.NONE);
        }
    }

    @Test
    void shouldKeepTheUsersPace() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var stages = List.of(new Load.Stage(SECOND, 2, 2, false));
            var load = new Load.Closed(new Pause.Fixed(0), 200 * MILLI, stages);
            var counts = Driven.all(Plans.of(target(target.port()), load), 1).counts();
            assertThat(counts.ok()).as("two users, five turns each").isBetween(9L, 10L);
        }
    }

    @Test
    void shouldNotLetUsersBeginAnewInsteadOfPausing() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = withDrain(
                    0,
                    Plans.of(
                            target(target.port()),
                            users(3, 0.5, 0),
                            10,
                            get("a", "/a").done(),
                            rest(10 * SECOND)));
            assertThat(Driven.all(plan, 1).counts().sent()).isEqualTo(3);
        }
    }

    @Test
    void shouldLookIntoABodyThatComesInPieces() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"v\":1\r\n".getBytes(ISO_8859_1));
            out.flush();
            TestTarget.delay(20 * MILLI);
            out.write("1\r\n}\r\n0\r\n\r\n".getBytes(ISO_8859_1));
        })) {
            var step = get("a", "/a").check("v", new Check.JsonEquals("$.v", "1"));
            var counts = Driven.all(Plans.of(target(target.port()), uniform(50, 0.2), 10, step.done()), 1)
                    .counts();
            assertThat(counts.checks()).isEqualTo(10);
            assertThat(counts.failedChecks()).isEmpty();
        }
    }
}
