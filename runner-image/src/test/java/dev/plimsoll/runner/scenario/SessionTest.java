package dev.plimsoll.runner.scenario;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Steps.equal;
import static dev.plimsoll.runner.Steps.exists;
import static dev.plimsoll.runner.Steps.get;
import static dev.plimsoll.runner.Steps.post;
import static dev.plimsoll.runner.Steps.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.rate.Lane;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks through scenarios without a network. */
class SessionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_774_951_384_000L));

    @TempDir
    private Path folder;

    private List<DataSet> data = List.of();
    private Authorization authorization = Authorization.NONE;

    private final List<String> checks = new ArrayList<>();

    private CompiledPlan plan(Step... steps) {
        var scenario = new Scenario("buy", 1, Arrays.asList(steps));
        var plan = new RunPlan(
                RunPlan.VERSION, "a/b", target(80), uniform(1, 1), List.of(scenario), data, 1, SECOND, SECOND, 42);
        return CompiledPlan.of(plan, authorization, CLOCK);
    }

    private Session session(Step... steps) {
        var plan = plan(steps);
        var session = plan.supply(new Lane(new Shard(1, 3), 0, 1)).newSession();
        plan.mix(0).begin(session, 7);
        return session;
    }

    private static CompiledStep nextStep(Session session) {
        return (CompiledStep) session.next();
    }

    private static Message message(Session session) {
        return Objects.requireNonNull(session.request(nextStep(session))).message();
    }

    private @Nullable ErrorKind answer(Session session, CompiledStep step, FakeResponse response) {
        session.receive(response);
        return step.examine(response, session, SECOND, (name, passed) -> checks.add(name + "=" + passed));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "json $.id|12",
                "json $.name|Zoë",
                "json $.price|19.90",
                "json $.list|[1,2]",
                "json $.list[1]|2",
                "json $..deep|x",
                "json $.list[?(@ > 1)]|2",
                "json $.list.length()|2",
                "json $.absent|absent",
                "json $.nothing|absent",
                "json $.list[?(@ > 5)]|absent",
                "regex id\":([0-9]+)|12",
                "regex [0-9]+|12",
                "regex (x)?y|absent",
                "regex (a+)+$|absent",
                "header X-ID|h",
                "header absent|absent",
                "cookie sid|c",
                "cookie safe|s",
                "cookie absent|absent",
                "status|200",
            })
    void shouldCaptureAPartOfAResponse(String from, String value) {
        var what = from.substring(from.indexOf(' ') + 1);
        var extract = switch (from.split(" ", 2)[0]) {
            case "json" -> new Extract.JsonPath(what);
            case "regex" -> new Extract.Regex(what);
            case "header" -> new Extract.Header(what);
            case "cookie" -> new Extract.Cookie(what);
            default -> new Extract.Status();
        };
        var text = "{\"id\":12,\"name\":\"Zoë\",\"price\":19.90,\"list\":[1,2],\"nothing\":null,\"o\":{\"deep\":\"x\"},"
                + "\"y\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"}";
        var response = new FakeResponse(
                200, List.of("x-id: h", "set-cookie: sid=c; path=/", "set-cookie: safe=s; Secure"), text);
        var session = session(get("a", "/a").capture("v", extract).done());
        var error = answer(session, nextStep(session), response);
        assertThat(error).isEqualTo(value.equals("absent") ? ErrorKind.CAPTURE_FAILED : null);
        assertThat(session.variable("v")).isEqualTo(value.equals("absent") ? null : value);
    }

    @Test
    void shouldFallBackWhenNothingIsThereOrTooMuch() {
        var session = session(get("a", "/a")
                .capture("v", new Extract.JsonPath("$.v"), "x")
                .capture("w", new Extract.Regex(".+"), "y")
                .done());
        var step = nextStep(session);
        assertThat(answer(session, step, FakeResponse.ok("z".repeat(CompiledCapture.MOST_CHARACTERS + 1))))
                .isNull();
        assertThat(session.variable("v")).isEqualTo("x");
        assertThat(session.variable("w")).isEqualTo("y");
    }

    @Test
    void shouldCaptureNothingFromAnUnexpectedResponseButCheckIt() {
        var session = session(get("a", "/a")
                .capture("v", new Extract.Status())
                .check("fine", new Check.StatusIn(List.of(200)))
                .done());
        var error = answer(session, nextStep(session), new FakeResponse(500, List.of(), ""));
        assertThat(error).isEqualTo(ErrorKind.BAD_STATUS);
        assertThat(session.variable("v")).isNull();
        assertThat(checks).containsExactly("fine=false");
    }

    @Test
    void shouldCheckWhatIsAsked() {
        var step = get("a", "/a")
                .check("1", new Check.StatusIn(List.of(200, 201)))
                .check("2", new Check.HeaderIs("X-A", null, null))
                .check("3", new Check.HeaderIs("x-a", "two", null))
                .check("4", new Check.HeaderIs("x-a", null, "^o"))
                .check("-5", new Check.HeaderIs("x-b", null, null))
                .check("-6", new Check.HeaderIs("x-a", "t", null))
                .check("7", new Check.BodyContains("\"id\""))
                .check("-8", new Check.BodyContains("${absent}"))
                .check("9", new Check.BodyMatches("id.{2}1"))
                .check("10", new Check.JsonEquals("$.id", "12"))
                .check("11", new Check.JsonEquals("$.none", "null"))
                .check("-12", new Check.JsonEquals("$.absent", "null"))
                .check("13", new Check.SizeWithin(0, 30))
                .check("-14", new Check.SizeWithin(31, 40))
                .check("15", new Check.TimeWithin(SECOND))
                .check("-16", new Check.TimeWithin(SECOND - 1));
        var session = session(step.done());
        var response = new FakeResponse(200, List.of("x-a: one", "x-a: two"), "{\"id\":12,\"none\":null}");
        assertThat(answer(session, nextStep(session), response)).isNull();
        assertThat(checks).hasSize(16).allMatch(check -> check.startsWith("-") == check.endsWith("false"));
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
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession();
        for (var expected : List.of(List.of("/zoe", "/1"), List.of("/bob", "/2"))) {
            plan.mix(0).begin(session, 7);
            assertThat(walk(session, FakeResponse.ok(""))).isEqualTo(expected);
        }
        plan.mix(0).begin(session, 7);
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
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession();
        plan.mix(0).begin(session, 1);
        assertThat(message(session).fields()).isEmpty();
        session.receive(new FakeResponse(200, List.of("Set-Cookie: sid=1"), ""));
        assertThat(message(session).fields()).containsExactly(new Message.Field("Cookie", "sid=1"));
        plan.mix(0).begin(session, 2);
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
        var other = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession();
        plan.mix(0).begin(other, 8);
        assertThat(walk(other, FakeResponse.ok(""))).isNotEqualTo(first);
    }

    @Test
    void shouldKeepNoMoreOfAResponseThanItLooksAt() {
        assertThat(keep(get("a", "/a").done())).isEqualTo(Keep.NOTHING);
        assertThat(keep(get("a", "/a").check("c", new Check.SizeWithin(0, 1)).done()))
                .isEqualTo(Keep.NOTHING);
        assertThat(keep(get("a", "/a").done(), get("b", "/b").done())).isEqualTo(Keep.COOKIES);
        assertThat(keep(get("a", "/a").capture("v", new Extract.Cookie("x")).done()))
                .isEqualTo(Keep.COOKIES);
        assertThat(keep(get("a", "/a").done(), rest(1))).isEqualTo(Keep.NOTHING);
        assertThat(keep(get("a", "/a").redirects(1).done())).isEqualTo(Keep.HEAD);
        assertThat(keep(get("a", "/a").capture("v", new Extract.Header("x")).done()))
                .isEqualTo(Keep.HEAD);
        assertThat(keep(get("a", "/a").check("c", new Check.BodyContains("x")).done()))
                .isEqualTo(Keep.BODY);
    }

    private Keep keep(Step... steps) {
        return nextStep(session(steps)).request().keep();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a b|must begin with a slash",
                "/${x|is not closed",
            })
    void shouldSayWhichStepCannotBeSent(String path, String problem) {
        assertThatThrownBy(() -> plan(get("cart", path).done())).hasMessageContaining(problem);
    }

    @Test
    void shouldNameTheStepWhoseExpressionIsNone() {
        assertThatThrownBy(() -> plan(get("cart", "/")
                        .capture("v", new Extract.JsonPath("$["))
                        .done()))
                .hasMessageStartingWith("step cart: '$[' is no JSONPath");
        assertThatThrownBy(() -> plan(
                        get("cart", "/").capture("v", new Extract.Regex("(")).done()))
                .hasMessageStartingWith("step cart: '(' is no regular expression");
        assertThatThrownBy(
                        () -> plan(post("cart", "/", new Body.File("/absent")).done()))
                .hasMessageStartingWith("step cart: the file /absent of its body cannot be read");
    }

    @Test
    void shouldAllocateNothingWhenARequestIsAlwaysTheSame() {
        var plan = plan(
                get("a", "/a").done(), new Step.Repeat(3, List.of(get("b", "/b").done())));
        var session = plan.supply(new Lane(new Shard(0, 1), 0, 1)).newSession();
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
            plan.mix(0).begin(session, number);
            while (session.next() instanceof CompiledStep step) {
                if (session.request(step) == null) {
                    throw new AssertionError("nothing to send");
                }
            }
        }
    }
}
