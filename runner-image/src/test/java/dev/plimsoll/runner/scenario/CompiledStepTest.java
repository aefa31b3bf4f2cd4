package dev.plimsoll.runner.scenario;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Steps.get;
import static dev.plimsoll.runner.Steps.post;
import static dev.plimsoll.runner.Steps.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.runner.http.Keep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a response, and what is looked at in it. */
class CompiledStepTest extends Scenarios {
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
}
