package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is named with its field, its value and a remedy; one change to a good spec makes one problem. */
class TranslatorRefusesTest {
    private static final String GOOD = """
        spec:
          target: {url: http://checkout.shop.svc:8080}
          load: {stages: [{duration: 1m, to: 100/s}, {duration: 2m, to: 200/s}]}
          scenarios:
            - name: buy
              weight: 20
              steps: [{name: cart, request: {path: /cart}}, {name: pay, request: {path: /pay}}]
            - {name: browse, weight: 0, steps: [{name: home, request: {path: /}}]}
        """;

    @Test
    void shouldFindNothingWhenSpecIsGood() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {url: http://a:99999}               | spec.target.url: http://a:99999: port 99999 does not exist
        {url: http://:8080}                 | spec.target.url: http://:8080: has no host name
        {url: http://my_service:8080}       | spec.target.url: http://my_service:8080: has no host name
        {url: http://me:secret@a:80}        | spec.target.url: http://…@a:80: holds credentials
        {url: ftp://a}                      | spec.target.url: ftp://a: does not begin with http
        {url: 'http://a b'}                 | spec.target.url: http://a b: is no URL
        {url: 'http://a/?q=1'}              | spec.target.url: http://a/?q=1: ends in a query
        {}                                  | spec.target: nothing says where requests go
        {url: http://a, service: {name: a, port: 80}} | spec.target: both url and service are set
        {service: {name: A/b, port: 80}}    | spec.target.service.name: A/b: is no name of a Service
        {url: http://a, tls: {}}            | spec.target.tls: the target speaks plain http
        {service: {name: a, port: 80}, tls: {}} | spec.target.tls: the target speaks plain http
        {url: http://a, auth: {}}           | spec.target.auth: says not how; set one of basic, bearer and oauth2
        {url: http://a, auth: {basic: {secretRef: {name: x}}, bearer: {secretRef: {name: x}}}} | spec.target.auth: basic and bearer are set, and only one may be
        {url: http://a, auth: {oauth2: {tokenUrl: 'http://', secretRef: {name: x}}}} | spec.target.auth.oauth2.tokenUrl: http://: is no URL of a token endpoint
        {url: http://a, http: {resolveEvery: 0s}} | spec.target.http.resolveEvery: 0s: a name cannot be looked up all the time
        {url: https://a, tls: {insecureSkipVerify: true, caSecretRef: {name: ca}}} | spec.target.tls.caSecretRef: ca: has no effect with insecureSkipVerify
        """)
    void shouldNameFieldWhenTargetIsWrong(String target, String problem) {
        assertOneProblem(GOOD.replace("{url: http://checkout.shop.svc:8080}", target), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {stages: [{duration: 1m, to: 1/s}, {duration: 0s, to: 1/s}]}    | spec.load.stages[1].duration: 0s: a stage must be longer than zero; give it a length such as 1m or remove it
        {stages: [{duration: soon, to: 1/s}]}                           | spec.load.stages[0].duration: soon: is no duration
        {stages: [{duration: 200h, to: 1/s}]}                           | spec.load.stages[0].duration: 200h: is longer than 7 days
        {stages: [{duration: 100h, to: 1/s}, {duration: 100h, to: 1/s}]} | spec.load.stages: they are longer than 7 days together
        {stages: [{duration: 1m, from: 0/s, to: 0/s}]}                  | spec.load.stages: all of them are at zero
        {stages: []}                                                    | spec.load.stages: there is none
        {stages: [{duration: 1m, to: 50}]}                              | spec.load.stages[0].to: 50: is a number; in the Open model stages give rates: 50/s
        {stages: [{duration: 1m, from: 5, to: 50/s}]}                   | spec.load.stages[0].from: 5: is a number
        {stages: [{duration: 1m, to: fast}]}                            | spec.load.stages[0].to: fast: is no rate
        {stages: [{duration: 1m, to: 99999999/s}]}                      | spec.load.stages[0].to: 99999999/s: is above 10000000/s
        {model: Closed, stages: [{duration: 1m, to: 50/s}]}             | spec.load.stages[0].to: 50/s: is text; in the Closed model stages give numbers of users
        {model: Closed, stages: [{duration: 1m, to: -1}, {duration: 1m, to: 1}]} | spec.load.stages[0].to: -1: users cannot be fewer than zero
        {model: Closed, arrivals: Uniform, stages: [{duration: 1m, to: 5}]} | spec.load.arrivals: Uniform: is for the Open model
        {pacing: 1s, stages: [{duration: 1m, to: 1/s}]}                 | spec.load.pacing: 1s: is for the Closed model
        {model: Closed, pacing: 0s, stages: [{duration: 1m, to: 5}]}    | spec.load.pacing: 0s: a pace is longer than zero
        {model: Closed, thinkTime: 2s..1s, stages: [{duration: 1m, to: 5}]} | spec.load.thinkTime: 2s..1s: ends below where it begins
        {model: Closed, thinkTime: 1s.., stages: [{duration: 1m, to: 5}]} | spec.load.thinkTime: is no duration
        {thinkTime: 1s, stages: [{duration: 1m, to: 1/s}]}              | spec.load.thinkTime: 1s: is for the Closed model
        {warmup: 0s, stages: [{duration: 1m, to: 1/s}]}                 | spec.load.warmup: 0s: a warm-up must be longer than zero
        """)
    void shouldNameFieldWhenLoadIsWrong(String load, String problem) {
        assertOneProblem(
                GOOD.replace("{stages: [{duration: 1m, to: 100/s}, {duration: 2m, to: 200/s}]}", load), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        weight: 20       | weight: 0        | spec.scenarios: all weights are zero
        name: browse     | name: buy        | spec.scenarios[1].name: buy: another scenario has this name
        name: pay        | name: cart       | spec.scenarios[0].steps[1].name: cart: another step of this scenario has this name
        path: /pay       | path: '/a b'     | spec.scenarios[0].steps[1].request.path: /a b: a path begins with /
        path: /pay       | timeout: 0s      | spec.scenarios[0].steps[1].request.timeout: 0s: a timeout must be longer than zero
        path: /pay       | headers: {'a b': c} | spec.scenarios[0].steps[1].request.headers: a b: is no name of a header field
        path: /pay       | headers: {X: "a\\nb"} | spec.scenarios[0].steps[1].request.headers.X: a?b: has a line break
        path: /pay       | headers: {Content-Length: '3'} | spec.scenarios[0].steps[1].request.headers.Content-Length: 3: is set by the runner
        """)
    void shouldNameFieldWhenScenarioIsWrong(String good, String bad, String problem) {
        assertOneProblem(GOOD.replace(good, bad), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        runners: {count: 2000}                                  | spec.load.maxInFlight: 1000: is less than the 2000 runners
        budgets: [{name: slow}]                                 | spec.budgets[0].name: slow: there is no PerformanceBudget of this name
        abort: [{metric: ErrorRate, above: 2s}]                 | spec.abort[0].above: 2s: is no percentage
        abort: [{metric: ErrorRate, above: 100%}]               | spec.abort[0].above: 100%: an error rate is never above 100%
        abort: [{metric: ErrorRate, above: 1%, percentile: 9}]  | spec.abort[0].percentile: 9.0: is for ResponseTime
        abort: [{metric: ResponseTime, above: 2%}]              | spec.abort[0].above: 2%: is no duration
        abort: [{metric: ResponseTime, above: 2s, for: never}]  | spec.abort[0].for: never: is no duration
        """)
    void shouldNameFieldWhenAnotherPartIsWrong(String part, String problem) {
        assertOneProblem(GOOD + "  " + part + "\n", problem);
    }

    @Test
    void shouldRefuseWhenSomeRunnersWouldHaveNoUser() {
        var spec = GOOD.replace(
                        "{stages: [{duration: 1m, to: 100/s}, {duration: 2m, to: 200/s}]}",
                        "{model: Closed, stages: [{duration: 1m, to: 3}]}")
                + "  runners: {count: 4}\n";
        assertOneProblem(spec, "spec.load.stages: 3 users: are fewer than the 4 runners");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {metric: ResponseTime, max: 1s}                                  | percentile: says not which
        {metric: ResponseTime, percentile: 9, statistic: Max, max: 1s}   | statistic: Max: percentile is set too
        {metric: ResponseTime, percentile: 101, max: 1s}                 | percentile: 101.0: is not from 0 to 100
        {metric: ResponseTime, percentile: 99}                           | max: says no limit
        {metric: ResponseTime, percentile: 99, max: 1%}                  | max: 1%: is no duration
        {metric: ResponseTime, percentile: 99, max: 0s}                  | max: 0s: is not above zero
        {metric: ServiceTime, statistic: Mean, max: 1s, min: 1/s}        | min: 1/s: is for Throughput
        {metric: ErrorRate, max: 100ms}                                  | max: 100ms: is no percentage
        {metric: ErrorRate, percentile: 99, max: 1%}                     | percentile: 99.0: is for ResponseTime and ServiceTime
        {metric: ErrorRate, statistic: Mean, max: 1%}                    | statistic: Mean: is for ResponseTime and ServiceTime
        {metric: Throughput, max: 1s, min: 1/s}                          | max: 1s: a throughput has a lowest value
        {metric: CheckRate}                                              | min: says no limit; give one such as 99%
        {metric: CheckRate, min: 5/s}                                    | min: 5/s: is no percentage
        {metric: CheckRate, min: 0%}                                     | min: 0%: a check rate is from 0% to 100%
        {metric: CheckRate, max: 1%, min: 99%}                           | max: 1%: a check rate has a lowest value
        {metric: CheckRate, percentile: 99, min: 99%}                    | percentile: 99.0: is for ResponseTime and ServiceTime
        {metric: Throughput}                                             | min: says no limit
        {metric: Throughput, min: 0/s}                                   | min: 0/s: holds always
        {metric: ErrorRate, max: 1%, step: pay}                          | step: pay: two scenarios may have steps of the same name
        {metric: ErrorRate, max: 1%, scenario: sell}                     | scenario: sell: the LoadTest has no such scenario; it has buy, browse
        {metric: ErrorRate, max: 1%, scenario: browse}                   | scenario: browse: has weight zero in the LoadTest
        {metric: ErrorRate, max: 1%, scenario: buy, step: home}          | step: home: the scenario has no such step; it has cart, pay
        """)
    void shouldNameFieldWhenBudgetIsWrong(String objective, String problem) {
        var budget = Resources.budget("spec: {objectives: [" + objective.replace("{", "{name: x, ") + "]}")
                .getSpec();
        assertThat(problems(GOOD + "  budgets: [{name: slo}]\n", Map.of("slo", budget)))
                .singleElement()
                .asString()
                .startsWith("performancebudget/slo spec.objectives[0]." + problem);
    }

    @Test
    void shouldRefuseBudgetWhenTwoObjectivesShareAName() {
        var budget = Resources.budget(
                "spec: {objectives: [{name: x, metric: ErrorRate, max: 1%}, {name: x, metric: Throughput, min: 1/s}]}");
        assertThat(BudgetRules.check(budget.getSpec()))
                .extracting(Problem::field)
                .containsExactly("spec.objectives[1].name");
    }

    @Test
    void shouldListAllProblemsAtOnceWhenThereAreSeveral() {
        var spec = GOOD.replace("weight: 20", "weight: 0")
                .replace("1m", "0s")
                .replace("http://checkout", "ftp://checkout");
        assertThat(problems(spec))
                .extracting(Problem::field)
                .containsExactly("spec.target.url", "spec.load.stages[0].duration", "spec.scenarios");
    }

    private static void assertOneProblem(String spec, String expected) {
        assertThat(problems(spec)).singleElement().asString().startsWith(expected);
    }

    private static List<Problem> problems(String spec) {
        return problems(spec, Map.of());
    }

    private static List<Problem> problems(String spec, Map<String, PerformanceBudgetSpec> budgets) {
        var translation = new Translator(ref -> "/" + ref.kind() + "/" + ref.name() + "/" + ref.key())
                .translate(Resources.loadTest(spec).getSpec(), RunIdentity.of("shop", "checkout-1", "uid"), budgets);
        return switch (translation) {
            case Translation.Planned planned -> List.of();
            case Translation.Refused refused -> refused.problems();
        };
    }
}
