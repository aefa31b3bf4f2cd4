package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What scenarios say becomes what runners do. */
class ScenarioPlansTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldPlanEveryKindOfStepWhenThreeDeep() {
        var steps = plan("""
            - {name: login, request: {path: /login}, capture: [{name: next, header: Location}]}
            - pause: {duration: 1s}
            - while: {variable: next, exists: true, notEquals: end}
              limit: 7
              steps:
                - repeat: 3
                  steps:
                    - {name: page, request: {path: '/${raw(next)}'}}
                    - pause: {min: 1s, max: 2s}
                - if: {variable: next, equals: x, matches: 'x+'}
                  steps: [{name: last, request: {}}]
            """).scenarios().getFirst().steps();

        assertThat(steps)
                .containsExactly(
                        request("login", "/login", List.of(new Capture("next", new Extract.Header("Location"), null))),
                        new Step.Rest(new Pause.Fixed(SECOND)),
                        new Step.While(
                                new Condition("next", true, null, "end", null),
                                7,
                                List.of(
                                        new Step.Repeat(
                                                3,
                                                List.of(
                                                        request("page", "/${raw(next)}", List.of()),
                                                        new Step.Rest(new Pause.Uniform(SECOND, 2 * SECOND)))),
                                        new Step.If(
                                                new Condition("next", null, "x", null, "x+"),
                                                List.of(request("last", "/", List.of()))))));
    }

    @Test
    void shouldStopAfterAHundredTimesWhenWhileSaysNoLimit() {
        var steps = plan("""
            - {name: poll, request: {}}
            - while: {variable: done, exists: false}
              steps: [{name: again, request: {}, capture: [{name: done, jsonPath: $.done, default: ''}]}]
            """).scenarios().getFirst().steps();
        assertThat(((Step.While) steps.get(1)).limit()).isEqualTo(100);
    }

    static List<Arguments> bodies() {
        return List.of(
                Arguments.of("path: /", new Body.None()),
                Arguments.of("body: ''", new Body.None()),
                Arguments.of("method: POST, body: 'a ${users.name}'", new Body.Text("a ${users.name}")),
                Arguments.of(
                        "method: PUT, bodyFrom: {secretRef: {name: files, key: a.bin}}",
                        new Body.File("/Secret/files/a.bin")),
                Arguments.of(
                        "method: POST, form: {a: '1', b: '${uuid()}'}",
                        new Body.Form(List.of(new Body.Field("a", "1"), new Body.Field("b", "${uuid()}")))),
                Arguments.of(
                        "method: POST, multipart: [{name: note, value: hello}, {name: file, fileName: a.png, "
                                + "contentType: image/png, valueFrom: {configMapRef: {name: files, key: a}}}]",
                        new Body.Multipart(List.of(
                                new Body.Part("note", "hello", null, null, null),
                                new Body.Part("file", null, "/ConfigMap/files/a", "a.png", "image/png")))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldPlanBodyWhenRequestHasOne(String request, Body body) {
        assertThat(first("{name: a, request: {" + request + "}}").body()).isEqualTo(body);
    }

    @Test
    void shouldFollowRedirectsWhenAsked() {
        assertThat(first("{name: a, request: {followRedirects: 5}}").maxRedirects())
                .isEqualTo(5);
        assertThat(first("{name: a, request: {}}").maxRedirects()).isZero();
    }

    @Test
    void shouldKeepOfResponsesWhatIsCaptured() {
        assertThat(first("""
            {name: a, request: {}, capture: [{name: v, jsonPath: $.a, default: ''}, {name: w, regex: 'a=(.)'},
              {name: x, cookie: sid}, {name: y, status: true}]}\
            """).captures())
                .containsExactly(
                        new Capture("v", new Extract.JsonPath("$.a"), ""),
                        new Capture("w", new Extract.Regex("a=(.)"), null),
                        new Capture("x", new Extract.Cookie("sid"), null),
                        new Capture("y", new Extract.Status(), null));
    }

    static List<Arguments> checks() {
        return List.of(
                Arguments.of("{name: x, status: [200]}", new Check("x", new Check.StatusIn(List.of(200)))),
                Arguments.of(
                        "{status: [200, 204]}", new Check("status 200 or 204", new Check.StatusIn(List.of(200, 204)))),
                Arguments.of("{header: ETag}", new Check("header ETag", new Check.HeaderIs("ETag", null, null))),
                Arguments.of(
                        "{header: Server, equals: x}",
                        new Check("header Server equals x", new Check.HeaderIs("Server", "x", null))),
                Arguments.of(
                        "{header: Server, matches: x+}",
                        new Check("header Server matches x+", new Check.HeaderIs("Server", null, "x+"))),
                Arguments.of(
                        "{jsonPath: $.total, equals: '3'}",
                        new Check("jsonPath $.total equals 3", new Check.JsonEquals("$.total", "3"))),
                Arguments.of("{bodyContains: ok}", new Check("bodyContains ok", new Check.BodyContains("ok"))),
                Arguments.of("{bodyMatches: o.}", new Check("bodyMatches o.", new Check.BodyMatches("o."))),
                Arguments.of(
                        "{minSize: 1B, maxSize: 10KiB}",
                        new Check("minSize 1B maxSize 10KiB", new Check.SizeWithin(1, 10_240))),
                Arguments.of("{maxSize: 1.5kB}", new Check("maxSize 1.5kB", new Check.SizeWithin(0, 1_500))),
                Arguments.of(
                        "{minSize: 1MiB}", new Check("minSize 1MiB", new Check.SizeWithin(1 << 20, Long.MAX_VALUE))),
                Arguments.of("{maxTime: 1s}", new Check("maxTime 1s", new Check.TimeWithin(SECOND))));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void shouldAskOfResponsesWhatIsChecked(String check, Check expected) {
        assertThat(first("{name: a, request: {}, checks: [" + check + "]}").checks())
                .containsExactly(expected);
    }

    @Test
    void shouldDrawPausesWhenTheyVary() {
        var steps = plan("""
            - {name: a, request: {}}
            - pause: {mean: 2s}
            - pause: {median: 2s, p95: 8s}
            """).scenarios().getFirst().steps();
        assertThat(steps.get(1)).isEqualTo(new Step.Rest(new Pause.Exponential(2 * SECOND)));
        var logNormal = (Pause.LogNormal) ((Step.Rest) steps.get(2)).pause();
        assertThat(logNormal.medianNanos()).isEqualTo(2 * SECOND);
        assertThat(logNormal.sigma()).isEqualTo(Math.log(4) / 1.6449, Offset.offset(0.0001));
    }

    @Test
    void shouldReadRowsFromFilesWhenThereIsData() {
        var data = plan("""
            - {name: a, request: {path: '/${users.name}/${items.''Item id''}'}}
            """).data();
        assertThat(data)
                .containsExactly(
                        new DataSet(
                                "users", "/ConfigMap/users/users.csv", DataSet.Format.CSV, DataSet.Order.SEQUENTIAL),
                        new DataSet("items", "/Secret/shop/items.json", DataSet.Format.JSON, DataSet.Order.UNIQUE));
    }

    private static Step.Request first(String step) {
        return (Step.Request) plan("- " + step).scenarios().getFirst().steps().getFirst();
    }

    private static Step.Request request(String name, String path, List<Capture> captures) {
        return new Step.Request(
                name, "GET", path, List.of(), new Body.None(), 0, captures, List.of(), List.of(), 10 * SECOND);
    }

    private static RunPlan plan(String steps) {
        var spec = """
            spec:
              target: {url: http://a}
              load: {stages: [{duration: 1m, to: 1/s}]}
              data:
                users: {csv: {configMapRef: {name: users, key: users.csv}}}
                items: {json: {secretRef: {name: shop, key: items.json}}, order: Unique}
              scenarios:
                - name: buy
                  steps:
            """ + steps.indent(8);
        var translation = new Translator(ref -> "/" + ref.kind() + "/" + ref.name() + "/" + ref.key())
                .translate(Resources.loadTest(spec).getSpec(), RunIdentity.of("shop", "a-1", "uid"), Map.of());
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        return ((Translation.Planned) translation).plan();
    }
}
