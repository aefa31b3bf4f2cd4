package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.operator.testing.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TranslatorPlansTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final RunIdentity RUN = RunIdentity.of("shop", "checkout-1", "uid");

    @Test
    void shouldFillInDefaultsWhenSpecSaysLittle() {
        var plan = plan("{url: http://checkout}", "{stages: [{duration: 1m, to: 100/s}]}");

        assertThat(plan)
                .isEqualTo(new RunPlan(
                        RunPlan.VERSION,
                        "shop/checkout-1",
                        new Target("http", "checkout", 80, "", null),
                        new Load.Open(Load.Arrivals.POISSON, List.of(new Stage(60 * SECOND, 100, 100, false))),
                        List.of(new Scenario(
                                "buy",
                                3,
                                List.of(new Step.Request(
                                        "cart", "GET", "/cart", List.of(), "", List.of(), 10 * SECOND)))),
                        1000,
                        5 * SECOND,
                        11 * SECOND,
                        RUN.seed()));
    }

    @Test
    void shouldContinueWhereStageBeforeEndedWhenFromIsAbsent() {
        assertThat(stages("{stages: [{duration: 1s, to: 10/s}, {duration: 1s, to: 120/m}, {duration: 1s, from:"
                        + " 5/s, to: 0/s}]}"))
                .containsExactly(
                        new Stage(SECOND, 10, 10, false),
                        new Stage(SECOND, 10, 2, false),
                        new Stage(SECOND, 5, 0, false));
    }

    @ParameterizedTest
    @CsvSource({
        "'{duration: 1s, to: 50/s}', 50",
        "'{duration: 1s, from: 20/s, to: 50/s}', 20",
        "'{duration: 1s, from: 0/s, to: 50/s}', 5"
    })
    void shouldWarmUpAtTheBeginOfTheFirstStageWhenAsked(String stage, double level) {
        assertThat(stages("{warmup: 3s, stages: [" + stage + "]}"))
                .hasSize(2)
                .first()
                .isEqualTo(new Stage(3 * SECOND, level, level, true));
    }

    @Test
    void shouldWarmUpWithAWholeUserWhenATenthIsLess() {
        var load = plan(
                        "{url: http://a}",
                        "{model: Closed, thinkTime: 2s, warmup: 1s, stages: [{duration: 1s, from: 0, to: 5}]}")
                .phases()
                .getFirst()
                .load();
        assertThat(load)
                .isEqualTo(new Load.Closed(
                        2 * SECOND, List.of(new Stage(SECOND, 1, 1, true), new Stage(SECOND, 0, 5, false))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {service: {name: api, port: 8080}}                                 | http://api.shop.svc:8080
        {service: {name: api, namespace: other, port: 80}}                 | http://api.other.svc
        {service: {name: api, port: 443, scheme: https}}                   | https://api.shop.svc
        {url: http://api:8080/v1/}                                         | http://api:8080/v1
        {url: 'http://[::1]:8080'}                                         | http://[::1]:8080
        """)
    void shouldResolveTargetWhenItIsAServiceOrUrl(String spec, String expected) {
        var target = plan(spec, "{stages: [{duration: 1m, to: 1/s}]}").target();
        assertThat(target.scheme() + "://" + target.authority() + target.basePath())
                .isEqualTo(expected);
    }

    @Test
    void shouldTrustCertificatesOfSecretWhenOneIsNamed() {
        var tls = plan(
                        "{url: https://api, tls: {serverName: x, caSecretRef: {name: ca}}}",
                        "{stages: [{duration: 1m, to: 1/s}]}")
                .target()
                .tls();
        assertThat(tls).isEqualTo(new Target.Tls("/Secret/ca/ca.crt", "x", false));
    }

    @Test
    void shouldShowCertificateAndSpeakHttp2WhenAsked() {
        var target = plan(
                        "{url: https://api, tls: {clientCertificateSecretRef: {name: me}, sessions: Full}, "
                                + "http: {version: Http2, streams: 10, connections: PerUser, resolveEvery: 5s}}",
                        "{stages: [{duration: 1m, to: 1/s}]}")
                .target();
        assertThat(target.tls())
                .isEqualTo(new Target.Tls(null, null, false, "/Secret/me/tls.crt", "/Secret/me/tls.key", false));
        assertThat(target.protocol())
                .isEqualTo(new Target.Http(Target.Version.HTTP_2, 10, Target.Sharing.PER_USER, 5 * SECOND));
    }

    @ParameterizedTest
    @MethodSource("auths")
    void shouldReadSecretsFromFilesWhenRequestsAreAuthorized(String auth, Auth expected) {
        assertThat(plan("{url: http://api, auth: " + auth + "}", "{stages: [{duration: 1m, to: 1/s}]}")
                        .target()
                        .auth())
                .isEqualTo(expected);
    }

    static List<Arguments> auths() {
        return List.of(
                Arguments.of(
                        "{basic: {secretRef: {name: me}}}",
                        new Auth.Basic("/Secret/me/username", "/Secret/me/password")),
                Arguments.of("{bearer: {secretRef: {name: me}}}", new Auth.Bearer("/Secret/me/token")),
                Arguments.of("{bearer: {secretRef: {name: me, key: jwt}}}", new Auth.Bearer("/Secret/me/jwt")),
                Arguments.of(
                        "{oauth2: {tokenUrl: 'http://login/token', secretRef: {name: me}, scopes: [a], audience: b}}",
                        new Auth.ClientCredentials(
                                "http://login/token",
                                "/Secret/me/client_id",
                                "/Secret/me/client_secret",
                                List.of("a"),
                                "b")));
    }

    @ParameterizedTest
    @CsvSource({"1s, 1000000000, 1000000000", "500ms..2s, 500000000, 2000000000"})
    void shouldThinkAndKeepPaceWhenUsersDo(String thinkTime, long from, long to) {
        var load = plan(
                        "{url: http://a}",
                        "{model: Closed, thinkTime: " + thinkTime + ", pacing: 10s, stages: [{duration: 1s, to: 5}]}")
                .phases()
                .getFirst()
                .load();
        assertThat(load)
                .isEqualTo(new Load.Closed(
                        from == to ? new Pause.Fixed(from) : new Pause.Uniform(from, to),
                        10 * SECOND,
                        List.of(new Stage(SECOND, 5, 5, false))));
    }

    @Test
    void shouldTrustTheRuntimesAuthoritiesWhenHttpsSaysNoMore() {
        assertThat(plan("{url: https://api}", "{stages: [{duration: 1m, to: 1/s}]}")
                        .target()
                        .tls())
                .isEqualTo(new Target.Tls(null, null, false));
    }

    @Test
    void shouldDrawSeedFromIdentityWhenPlanned() {
        assertThat(RunIdentity.of("shop", "checkout-1", "uid").seed()).isEqualTo(RUN.seed());
        assertThat(RunIdentity.of("shop", "checkout-2", "uid").seed()).isNotEqualTo(RUN.seed());
    }

    @Test
    void shouldTurnBudgetsIntoObjectivesAndAbortRulesWhenNamed() {
        var slo = Resources.budget("""
            spec:
              objectives:
                - {name: p95, metric: ResponseTime, percentile: 95, max: 300ms}
                - {name: mean, metric: ServiceTime, statistic: Mean, max: 1s, severity: Warn}
                - {name: errors, metric: ErrorRate, scenario: buy, step: cart, max: 0.1%}
                - {name: throughput, metric: Throughput, min: 450/s}
                - {name: checks, metric: CheckRate, scenario: buy, min: 99%}
              abort: [{metric: ResponseTime, above: 2s, for: 3s}]
            """);
        var planned = planned(
                "{url: http://a}",
                "{stages: [{duration: 1m, to: 1/s}]}",
                "budgets: [{name: slo}], abort: [{metric: ErrorRate, above: 10%}, {metric: CheckRate, below: 90%}]",
                Map.of("slo", slo.getSpec(), "another", slo.getSpec()));

        assertThat(planned.budgets())
                .containsExactly(new Budget(
                        "slo",
                        List.of(
                                new Objective.Latency(
                                        "p95",
                                        Selector.ALL,
                                        Objective.Clock.RESPONSE,
                                        new Statistic.Percentile(95),
                                        300_000_000,
                                        Severity.FAIL),
                                new Objective.Latency(
                                        "mean",
                                        Selector.ALL,
                                        Objective.Clock.SERVICE,
                                        new Statistic.Mean(),
                                        SECOND,
                                        Severity.WARN),
                                new Objective.ErrorRate("errors", new Selector("buy", "cart"), 0.001, Severity.FAIL),
                                new Objective.Throughput("throughput", Selector.ALL, 450, Severity.FAIL),
                                new Objective.CheckRate("checks", new Selector("buy", null), 0.99, Severity.FAIL))));
        assertThat(planned.abort())
                .containsExactly(
                        new AbortRule(new AbortRule.ErrorRate(), 0.1, 10 * SECOND),
                        new AbortRule(new AbortRule.CheckRate(), 0.9, 10 * SECOND),
                        new AbortRule(
                                new AbortRule.ResponseTime(new Statistic.Percentile(99)), 2 * SECOND, 3 * SECOND));
    }

    private static List<Stage> stages(String load) {
        return plan("{url: http://a}", load).phases().getFirst().load().stages();
    }

    private static RunPlan plan(String target, String load) {
        return planned(target, load, "runners: {count: 1}", Map.of()).plan();
    }

    private static Translation.Planned planned(
            String target, String load, String more, Map<String, PerformanceBudgetSpec> budgets) {
        var scenarios = """
            [{name: buy, weight: 3, steps: [{name: cart, request: {path: /cart}}]},
             {name: never, weight: 0, steps: [{name: cart, request: {timeout: 1m}}]}]\
            """;
        var spec = Resources.loadTest(
                        "spec: {target: %s, load: %s, scenarios: %s, %s}".formatted(target, load, scenarios, more))
                .getSpec();
        var translation = new Translator(ref -> "/" + ref.kind() + "/" + ref.name() + "/" + ref.key())
                .translate(spec, RUN, budgets);
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        return (Translation.Planned) translation;
    }
}
