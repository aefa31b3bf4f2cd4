package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runner could not do is refused before there is one, with the field, its value and a remedy. */
class ScenarioRefusalsTest {
    private static final String LOGIN =
            "{name: login, request: {path: /login}, capture: [{name: token, jsonPath: $.token}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                          | : does nothing; set one of request, pause, repeat, while and if
        {request: {}, name: a, pause: {mean: 1s}}   | : request and pause are set, and only one may be
        {request: {}}                               | .name: is missing; results tell requests apart by it
        {name: login, request: {}}                  | .name: login: another step of this scenario has this name
        {name: x, pause: {mean: 1s}}                | .name: x: is for requests, which results tell apart by it; remove it
        {pause: {mean: 1s}, checks: [{maxTime: 1s}]} | .checks: is for requests; move it
        {pause: {mean: 1s}, limit: 3}               | .limit: 3: is for while; remove it
        {pause: {mean: 1s}, steps: []}              | .steps: are for repeat, while and if
        {repeat: 3}                                 | .steps: there is none to go through
        {repeat: 3, steps: [{repeat: 2, steps: [{}]}]} | .steps[0].steps[0]: does nothing; set one of
        {repeat: 3, steps: [{name: login, request: {}}]} | .steps[0].name: login: another step of this scenario
        """)
    void shouldNameFieldWhenAStepIsNoOneThing(String step, String problem) {
        assertProblem(step, problem);
    }

    @ParameterizedTest
    @CsvSource({"'{pause: {mean: 1s}}'", "'{repeat: 2, steps: [{name: a, request: {}}]}'"})
    void shouldSayWhyWhenTheFirstStepIsNoRequest(String step) {
        assertThat(problems("- " + step + "\n- " + LOGIN))
                .singleElement()
                .asString()
                .startsWith(
                        "spec.scenarios[0].steps[0]: is no request; the load's schedule says when the first step is "
                                + "sent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        path: '/${nobody}'                     | .path: ${nobody}: no earlier step of the scenario captures nobody; captured before it: token
        path: '/${token'                       | .path: /${token: is no template:
        path: '/${people.name}'                | .path: ${people.name}: there is no such data set; spec.data has users
        path: '/${token} x'                    | .path: /${token} x: a path begins with / and has only characters
        headers: {X: "${token}\\n"}             | .headers.X: ${token}: has a line break
        headers: {X: '${nobody}'}              | .headers.X: ${nobody}: no earlier step
        headers: {Content-Length: '${token}'}  | .headers.Content-Length: ${token}: is set by the runner
        body: '${random(5, 1)}'                | .body: ${random(5, 1)}: is no template:
        method: POST, form: {a: '${nobody}'}   | .form.a: ${nobody}: no earlier step
        method: POST, form: {a: b}, body: c    | : body and form are set, and only one may be
        form: {a: b}                           | .method: GET: carries no form or file; use POST or PUT
        method: PUT, bodyFrom: {}              | .bodyFrom: names no file; set one of configMapRef and secretRef
        method: PUT, bodyFrom: {configMapRef: {name: a, key: b}, secretRef: {name: a, key: b}} | .bodyFrom: configMapRef and secretRef are set
        method: POST, multipart: [{name: a}]   | .multipart[0]: has no content; set one of value and valueFrom
        method: POST, multipart: [{name: a, value: '${nobody}'}] | .multipart[0].value: ${nobody}: no earlier step
        method: POST, multipart: [{name: 'a"', value: b}] | .multipart[0].name: a": has a quote
        method: POST, multipart: [{name: a, value: b, contentType: png}] | .multipart[0].contentType: png: is no media type
        """)
    void shouldNameFieldWhenARequestCannotBeSent(String request, String problem) {
        assertProblem("{name: a, request: {" + request + "}}", ".request" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {name: a}                               | : says not where the value stands; set one of jsonPath, regex, header, cookie and status
        {name: a, regex: b, cookie: c}          | : regex and cookie are set
        {name: a, regex: '(b'}                  | .regex: (b: is no regular expression: Unclosed group
        {name: a, jsonPath: items}              | .jsonPath: items: is no JSONPath; it begins with $
        {name: a, jsonPath: '$.items[?(@.a'}    | .jsonPath: $.items[?(@.a: is no JSONPath:
        {name: a, header: 'b c'}                | .header: b c: is no name of a header field
        {name: a, cookie: 'b c'}                | .cookie: b c: is no name of a cookie
        {name: a, status: false}                | .status: false: captures nothing
        """)
    void shouldNameFieldWhenACaptureCannotBe(String capture, String problem) {
        assertProblem("{name: a, request: {}, capture: [" + capture + "]}", ".capture[0]" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {name: a}                               | : asks nothing; set one of status, header
        {status: [200], maxTime: 1s}            | : status and maxTime are set
        {jsonPath: $.a}                         | .equals: is missing; say what the value at jsonPath must be
        {jsonPath: '$[', equals: b}             | .jsonPath: $[: is no JSONPath
        {bodyContains: a, equals: b}            | .equals: b: is for header and jsonPath
        {bodyContains: a, matches: b}           | .matches: b: is for header; use bodyMatches
        {header: A, equals: b, matches: c}      | .matches: c: equals is set too
        {header: A, matches: '['}               | .matches: [: is no regular expression
        {bodyMatches: '['}                      | .bodyMatches: [: is no regular expression
        {bodyContains: '${nobody}'}             | .bodyContains: ${nobody}: no earlier step
        {minSize: 2kB, maxSize: 1kB}            | .maxSize: 1kB: is below minSize, 2kB
        {maxSize: 1km}                          | .maxSize: 1km: is no size
        {maxTime: 0s}                           | .maxTime: 0s: no response is so quick
        """)
    void shouldNameFieldWhenACheckCannotBe(String check, String problem) {
        assertProblem("{name: a, request: {}, checks: [" + check + "]}", ".checks[0]" + problem);
    }

    @Test
    void shouldRefuseWhenTwoChecksHaveTheSameName() {
        assertProblem(
                "{name: a, request: {}, checks: [{maxTime: 1s}, {maxTime: 1s}]}",
                ".checks[1].name: maxTime 1s: another check of this step has this name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                            | : says no length; set one of duration, min with max, mean and median with p95
        {duration: 1s, mean: 1s}      | : duration and mean are set
        {duration: 0s}                | .duration: 0s: a pause is longer than zero
        {min: 1s}                     | .max: is missing beside min
        {max: 1s}                     | .min: is missing beside max
        {min: 2s, max: 1s}            | .max: 1s: is below min, 2s
        {median: 1s}                  | .p95: is missing beside median
        {median: 2s, p95: 2s}         | .p95: 2s: is not above the median, 2s
        """)
    void shouldNameFieldWhenAPauseCannotBe(String pause, String problem) {
        assertProblem("{pause: " + pause + "}", ".pause" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {variable: token}                            | : asks nothing of the variable; set exists, equals, notEquals or matches
        {variable: nobody, exists: true}             | .variable: nobody: nothing captures it; captured before it: token
        {variable: token, exists: false, equals: a}  | .exists: false: a variable without a value has none to compare
        {variable: token, matches: '['}              | .matches: [: is no regular expression
        {variable: token, notEquals: '${nobody}'}    | .notEquals: ${nobody}: no earlier step
        """)
    void shouldNameFieldWhenAConditionCannotBe(String condition, String problem) {
        assertProblem("{if: " + condition + ", steps: [{name: a, request: {}}]}", ".if" + problem);
    }

    /** Its own steps run before it is looked at again; before the first time there is nothing to use in a request. */
    @Test
    void shouldKnowInWhileWhatItsStepsCapture() {
        var loop = "- {while: {variable: done, exists: false}, steps: [{name: poll, request: {path: '/%s'}, "
                + "capture: [{name: done, status: true}]}]}";
        assertThat(problems("- " + LOGIN + "\n" + loop.formatted("state"))).isEmpty();
        assertThat(problems("- " + LOGIN + "\n" + loop.formatted("${done}")))
                .singleElement()
                .asString()
                .contains("steps[1].steps[0].request.path: ${done}: no earlier step of the scenario captures done");
    }

    @Test
    void shouldKnowInChecksWhatTheStepItselfCaptures() {
        assertThat(problems("- {name: a, request: {}, capture: [{name: id, header: X-Id}], "
                        + "checks: [{jsonPath: $.id, equals: '${id}'}]}"))
                .isEmpty();
    }

    @Test
    void shouldNotKnowWhatAnotherScenarioCaptures() {
        var second = """
            - name: other
              steps: [{name: a, request: {path: '/${token}'}}]
            """;
        assertThat(problems("- " + LOGIN, second, "{csv: {configMapRef: {name: a, key: b}}}"))
                .singleElement()
                .asString()
                .contains("spec.scenarios[1]", "none is captured before it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                        | : has no rows; set one of csv and json
        {csv: {}}                                                 | .csv: names no file; set one of configMapRef and secretRef
        {csv: {secretRef: {name: a, key: b}}, json: {secretRef: {name: a, key: b}}} | : csv and json are set
        """)
    void shouldNameFieldWhenADataSetCannotBe(String data, String problem) {
        assertThat(problems("- " + LOGIN, "", data)).singleElement().asString().startsWith("spec.data.users" + problem);
    }

    @Test
    void shouldRefuseWhenThereAreMoreRequestsThanOneRunKeepsApart() {
        var block = new StringBuilder("- " + LOGIN + "\n");
        for (int i = 0; i < 50; i++) {
            block.append("- {repeat: 2, steps: [{name: s%d, request: {}}]}\n".formatted(i));
        }
        assertThat(problems(block.toString()))
                .singleElement()
                .asString()
                .startsWith("spec.scenarios: 51 steps: with a request are more than one run can keep apart");
    }

    /** The step stands second, after one that captures a token. */
    private static void assertProblem(String step, String problem) {
        assertThat(problems("- " + LOGIN + "\n- " + step))
                .singleElement()
                .asString()
                .startsWith("spec.scenarios[0].steps[1]" + problem);
    }

    private static List<Problem> problems(String steps) {
        return problems(steps, "", "{csv: {configMapRef: {name: users, key: users.csv}}}");
    }

    private static List<Problem> problems(String steps, String moreScenarios, String users) {
        var spec = """
            spec:
              target: {url: http://a}
              load: {stages: [{duration: 1m, to: 1/s}]}
              data: {users: %s}
              scenarios:
            """.formatted(users) + "    - name: buy\n      steps:\n" + steps.indent(8) + moreScenarios.indent(4);
        var translation = new Translator(ref -> ref.key())
                .translate(Resources.loadTest(spec).getSpec(), RunIdentity.of("shop", "a-1", "uid"), Map.of());
        return switch (translation) {
            case Translation.Planned _ -> List.of();
            case Translation.Refused refused -> refused.problems();
        };
    }
}
