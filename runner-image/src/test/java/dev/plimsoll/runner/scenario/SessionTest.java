package dev.plimsoll.runner.scenario;

import static dev.plimsoll.runner.Steps.equal;
import static dev.plimsoll.runner.Steps.exists;
import static dev.plimsoll.runner.Steps.get;
import static dev.plimsoll.runner.Steps.post;
import static dev.plimsoll.runner.Steps.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.rate.Lane;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks through scenarios without a network. */
class SessionTest extends Scenarios {
    @TempDir
    private Path folder;

    private static Message message(Session session) {
        return Objects.requireNonNull(session.request(nextStep(session))).message();
    }

    /** The names of what it does, each request answered by the same. */
    private List<String> walk(Session session, FakeResponse response) {
        var walked = new ArrayList<String>();
        while (walked.size() < 100) {
            switch (session.next()) {
                case CompiledStep step -> {
                    var request = session.request(step);
                    walked.add(
                            request == null
                                    ? session.whyNothing().word()
                                    : request.message().path());
                    answer(session, step, response);
                }
                case Action.Rest rest -> walked.add("rest " + session.nanosOf(rest));
                case Action.End _ -> {
                    return walked;
                }
            }
        }
        throw new AssertionError("it does not end: " + walked);
    }

    @Test
    void shouldWalkInOrderThroughLoopsInLoops() {
        var inner = new Step.Repeat(2, List.of(get("b", "/b").done(), rest(5)));
        var session = session(
                get("a", "/a").done(),
                new Step.Repeat(2, List.of(inner, get("c", "/c").done())),
                new Step.Repeat(0, List.of(get("never", "/never").done())));
        assertThat(walk(session, FakeResponse.ok("")))
                .containsExactly("/a", "/b", "rest 5", "/b", "rest 5", "/c", "/b", "rest 5", "/b", "rest 5", "/c");
    }

    @Test
    void shouldLoopWhileAConditionHoldsAndNoLongerThanAllowed() {
        var page = get("page", "/page/${next}").capture("next", new Extract.JsonPath("$.next"), "none");
        var loop = new Step.While(new Condition("next", null, null, "none", null), 3, List.of(page.done()));
        var first = get("first", "/")
                .capture("next", new Extract.JsonPath("$.next"), "none")
                .done();
        var session = session(first, loop, get("end", "/end").done());
        assertThat(walk(session, FakeResponse.ok("{\"next\":7}")))
                .containsExactly("/", "/page/7", "/page/7", "/page/7", "/end");
        assertThat(walk(session(first, loop, get("end", "/end").done()), FakeResponse.ok("{\"next\":null}")))
                .containsExactly("/", "/end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exists|true",
                "absent exists|false",
                "absent not exists|true",
                "equal 7|true",
                "equal 8|false",
                "equal ${v}|true",
                "equal ${absent}|false",
                "not 7|false",
                "not 8|true",
                "absent not 8|true",
                "pattern [0-9]|true",
                "pattern 7.|false",
                "absent pattern .*|false",
            })
    void shouldGoIntoABranchWhenItsConditionHolds(String text, boolean holds) {
        var name = text.startsWith("absent") ? "absent" : "v";
        var what = text.replace("absent ", "");
        var rest = what.substring(what.indexOf(' ') + 1);
        var condition = switch (what.split(" ", 2)[0]) {
            case "exists" -> exists(name, true);
            case "equal" -> equal(name, rest);
            case "not" -> rest.equals("exists") ? exists(name, false) : new Condition(name, null, null, rest, null);
            default -> new Condition(name, null, null, null, rest);
        };
        var session = session(
                get("a", "/a").capture("v", new Extract.Regex("[0-9]")).done(),
                new Step.If(condition, List.of(get("b", "/b").done())));
        assertThat(walk(session, FakeResponse.ok("7"))).hasSize(holds ? 2 : 1);
    }

    @Test
    void shouldNotSendWhatNeedsAValueThatNothingHasSet() {
        var session = session(
                get("a", "/a").done(),
                new Step.If(
                        exists("no", true),
                        List.of(get("b", "/b")
                                .capture("v", new Extract.Status())
                                .done())),
                get("c", "/c/${v}").done());
        assertThat(walk(session, FakeResponse.ok(""))).containsExactly("/a", "CaptureFailed");
    }

    @Test
    void shouldFillTheHolesOfPathAndHeadersAndBody() {
        var session = session(
                get("a", "/a").capture("v", new Extract.Regex(".+")).done(),
                post("b", "/b/${v}?q=${v}", new Body.Text("{\"v\":\"${json(v)}\"}"))
                        .header("X-V", "v=${v}")
                        .done());
        answer(session, nextStep(session), FakeResponse.ok("a/\"b\" é"));
        var message = message(session);
        assertThat(message.path()).isEqualTo("/b/a%2F%22b%22%20%C3%A9?q=a%2F%22b%22%20%C3%A9");
        assertThat(message.fields()).containsExactly(new Message.Field("X-V", "v=a/\"b\" é"));
        assertThat(new String(message.body(), StandardCharsets.UTF_8)).isEqualTo("{\"v\":\"a/\\\"b\\\" é\"}");
    }

    @Test
    void shouldNotLetAValueAddAHeader() {
        var session = session(
                get("a", "/a").capture("v", new Extract.Regex("(?s).+")).done(),
                get("b", "/b").header("X-V", "${v}").done());
        answer(session, nextStep(session), FakeResponse.ok("x\r\nEvil: y"));
        assertThat(message(session).fields()).containsExactly(new Message.Field("X-V", "x  Evil: y"));
    }

    @Test
    void shouldFollowALinkAsItIs() {
        var session = session(
                get("a", "/a").capture("next", new Extract.JsonPath("$.next")).done(),
                get("b", "${raw(next)}").done());
        answer(session, nextStep(session), FakeResponse.ok("{\"next\":\"/items?page=2&q=a%20b\"}"));
        assertThat(message(session).path()).isEqualTo("/items?page=2&q=a%20b");
    }

    @Test
    void shouldWriteFormsAndMultipartBodiesAndFiles() throws IOException {
        var file = Files.writeString(folder.resolve("cat.txt"), "meow");
        var session = session(
                post(
                                "f",
                                "/f",
                                new Body.Form(
                                        List.of(new Body.Field("a b", "c&d ${counter()}"), new Body.Field("e", ""))))
                        .done(),
                post(
                                "m",
                                "/m",
                                new Body.Multipart(List.of(
                                        new Body.Part("text", "t${counter()}", null, null, null),
                                        new Body.Part("file", null, file.toString(), "c\"t.txt", "text/plain"))))
                        .done(),
                post("r", "/r", new Body.File(file.toString())).done());
        var form = message(session);
        assertThat(form.fields())
                .containsExactly(new Message.Field("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(new String(form.body(), StandardCharsets.UTF_8)).isEqualTo("a+b=c%26d+1&e=");
        var parts = message(session);
        var type = parts.fields().getFirst().value();
        assertThat(type).matches("multipart/form-data; boundary=plimsoll-[0-9a-f]{32}");
        assertThat(new String(parts.body(), StandardCharsets.UTF_8)).isEqualTo("""
            --B
            Content-Disposition: form-data; name="text"

            t4
            --B
            Content-Disposition: form-data; name="file"; filename="c%22t.txt"
            Content-Type: text/plain

            meow
            --B--
            """.replace(
                        "--B", "--" + type.substring(type.indexOf('=') + 1))
                .replace("\n", "\r\n"));
        assertThat(new String(message(session).body(), StandardCharsets.UTF_8)).isEqualTo("meow");
    }

    @Test
    void shouldTakeOneRowOfADataSetAndSayWhenThereIsNone() throws IOException {
        var file = Files.writeString(folder.resolve("users.csv"), "name,id\nzoe,1\nbob,2\n");
        data = List.of(new DataSet("users", file.toString(), DataSet.Format.CSV, DataSet.Order.UNIQUE));
        Step[] steps = {
            get("a", "/${users.name}").done(), get("b", "/${users.id}").done()
        };
        var plan = plan(steps);
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession(0);
        for (var expected : List.of(List.of("/zoe", "/1"), List.of("/bob", "/2"))) {
            plan.mix(0, 0).begin(session, 7);
            assertThat(walk(session, FakeResponse.ok(""))).isEqualTo(expected);
        }
        plan.mix(0, 0).begin(session, 7);
        assertThat(walk(session, FakeResponse.ok(""))).containsExactly("DataExhausted", "DataExhausted");
    }

    @Test
    void shouldSayThatADataSetOrColumnIsNotThere() throws IOException {
        assertThatThrownBy(() -> plan(get("a", "/${users.name}").done())).hasMessageContaining("no data set users");
        var file = Files.writeString(folder.resolve("users.csv"), "name,id\nzoe,1\n");
        data = List.of(new DataSet("users", file.toString(), DataSet.Format.CSV, DataSet.Order.RANDOM));
        assertThatThrownBy(() -> plan(get("a", "/").header("X", "${users.mail}").done()))
                .hasMessageContaining("data set users has no column 'mail'; it has [name, id]");
    }

    @Test
    void shouldSendCookiesOnEveryFurtherRequestAndNoneInTheNextSession() {
        Step[] steps = {get("a", "/a").done(), get("b", "/b").done()};
        var plan = plan(steps);
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession(0);
        plan.mix(0, 0).begin(session, 1);
        assertThat(message(session).fields()).isEmpty();
        session.receive(new FakeResponse(200, List.of("Set-Cookie: sid=1"), ""));
        assertThat(message(session).fields()).containsExactly(new Message.Field("Cookie", "sid=1"));
        plan.mix(0, 0).begin(session, 2);
        assertThat(message(session).fields()).isEmpty();
    }

    @Test
    void shouldForgetWhatItKeptAsSoonAsItIsOver() {
        var session = session(get("a", "/a").done());
        session.set("v", "1234");
        session.set("v", "12");
        session.set("w", "3");
        nextStep(session);
        assertThat(session.kept()).isEqualTo(3);
        session.end();
        assertThat(session.kept()).isZero();
        assertThat(session.variable("v")).isNull();
    }

    @Test
    void shouldFollowRedirectsWithTheirCookiesUntilThereAreTooMany() {
        var session = session(get("a", "/a").redirects(2).done());
        var step = nextStep(session);
        session.request(step);
        var redirect = new FakeResponse(302, List.of("Location: /b", "Set-Cookie: sid=1; Path=/b"), "");
        session.receive(redirect);
        assertThat(Session.isToFollow(step, redirect)).isTrue();
        var next = Objects.requireNonNull(session.follow(step, redirect)).message();
        assertThat(next.path()).isEqualTo("/b");
        assertThat(next.fields()).containsExactly(new Message.Field("Cookie", "sid=1"));
        assertThat(session.follow(step, redirect)).isNotNull();
        assertThat(session.follow(step, redirect)).isNull();
    }

    @Test
    void shouldProveWhoSendsUnlessTheStepDoes() {
        authorization = new Authorization.Constant("Bearer t");
        var session = session(
                get("a", "/a").done(),
                get("b", "/b").header("authorization", "own").done());
        assertThat(message(session).fields()).containsExactly(new Message.Field("Authorization", "Bearer t"));
        assertThat(message(session).fields()).containsExactly(new Message.Field("authorization", "own"));
    }

    @Test
    void shouldDrawTheSameInEachRunAndOtherwiseInEachSession() {
        Step[] steps = {get("a", "/${uuid()}/${random(1, 1000000)}").done()};
        var first = walk(session(steps), FakeResponse.ok(""));
        assertThat(walk(session(steps), FakeResponse.ok(""))).isEqualTo(first);
        var plan = plan(steps);
        var other = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession(0);
        plan.mix(0, 0).begin(other, 8);
        assertThat(walk(other, FakeResponse.ok(""))).isNotEqualTo(first);
    }

    @Test
    void shouldAllocateNothingWhenARequestIsAlwaysTheSame() {
        var plan = plan(
                get("a", "/a").done(), new Step.Repeat(3, List.of(get("b", "/b").done())));
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession(0);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        walkOn(plan, session, 1_000);
        long before = threads.getThreadAllocatedBytes(self);
        walkOn(plan, session, 10_000);
        assertThat(threads.getThreadAllocatedBytes(self) - before)
                .as("bytes of 40,000 requests")
                .isLessThan(100_000);
    }

    private static void walkOn(CompiledPlan plan, Session session, int sessions) {
        for (int number = 0; number < sessions; number++) {
            plan.mix(0, 0).begin(session, number);
            while (session.next() instanceof CompiledStep step) {
                if (session.request(step) == null) {
                    throw new AssertionError("nothing to send");
                }
            }
        }
    }
}
