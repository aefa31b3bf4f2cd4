package dev.plimsoll.engine.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.WireFormat;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Target CHECKOUT = new Target("http", "checkout.shop.svc", 8080, "", null);
    private static final Step CART = request("cart", 0);
    private static final Load LOAD = open(300);

    // --- rate

    @Test
    void shouldAllowWhatIsExactlyTheRate() {
        assertThat(Breaches.of(plan(open(0.1 * 3), CART).within(rate(0.3)))).isEmpty();
    }

    @Test
    void shouldNameFieldValueRuleAndRemedyWhenTheRateIsTooHigh() {
        assertThat(Breaches.of(plan(open(300), CART).within(rate(299))))
                .singleElement()
                .satisfies(breach -> {
                    assertThat(breach.kind().word()).isEqualTo("RateNotAllowed");
                    assertThat(breach.rule()).isEqualTo("limits.namespaces[shop].maxRate");
                    assertThat(breach.message())
                            .startsWith("spec.load: \"300/s\": ")
                            .contains("limits.namespaces[shop].maxRate allows (299/s)", "ask for less");
                });
    }

    @Test
    void shouldCountEveryRequestThatAnArrivalMaySend() {
        var condition = new Condition("token", true, null, null, null);
        var steps = new Step[] {
            request("login", 2), // 3
            new Step.Rest(new Pause.Fixed(SECOND)),
            new Step.Repeat(4, List.of(request("a", 0), new Step.If(condition, List.of(request("b", 0))))), // 8
            new Step.While(condition, 5, List.of(new Step.Repeat(2, List.of(request("c", 1))))) // 20
        };

        assertThat(PeakRate.of(plan(open(10), steps))).isEqualTo(310);
    }

    @Test
    void shouldWeighScenarios() {
        var scenarios = List.of(
                new Scenario("one", 3, List.of(CART)),
                new Scenario("five", 1, List.of(new Step.Repeat(5, List.of(CART)))));

        assertThat(PeakRate.of(plan(List.of(new Phase(open(100), scenarios))))).isEqualTo(200);
    }

    @Test
    void shouldAddUpPhasesOnlyWhereTheyOverlap() {
        var scenarios = List.of(new Scenario("buy", 1, List.of(CART)));
        var first = new Phase("first", 0, open(300), scenarios);
        var next = new Phase("next", 10 * SECOND, open(200), scenarios);
        var beside = new Phase("beside", 9 * SECOND, open(150), scenarios);

        assertThat(PeakRate.of(plan(List.of(first, next)))).isEqualTo(300);
        assertThat(PeakRate.of(plan(List.of(first, next, beside)))).isEqualTo(450);
        assertThat(Breaches.of(plan(List.of(first, next, beside)).within(rate(449))))
                .extracting(Breach::field)
                .containsExactly("phases");
    }

    @Test
    void shouldCountUsersByTheirPaceOrTheirThinkTime() {
        assertThat(PeakRate.of(plan(closed(100, 0, 2 * SECOND), CART))).isEqualTo(50);
        assertThat(PeakRate.of(plan(closed(100, 4 * SECOND, 2 * SECOND), CART, request("pay", 0))))
                .isEqualTo(50);
        assertThat(PeakRate.of(plan(closed(0, 0, 0), CART))).isZero();
    }

    @Test
    void shouldSayWhichPaceIsSlowEnoughWhenUsersHaveNone() {
        var breaches =
                Breaches.of(plan(closed(100, 0, 0), CART, request("pay", 0)).within(rate(300)));

        assertThat(breaches).singleElement().satisfies(breach -> {
            assertThat(breach.kind()).isEqualTo(Breach.Kind.RATE);
            assertThat(breach.message())
                    .startsWith("spec.load: \"100 users\": ")
                    .contains("limits.namespaces[shop].maxRate allows 300/s", "set pacing, to 667ms or more");
        });
        assertThat(Breaches.of(plan(closed(100, 667_000_000L, 0), CART, request("pay", 0))
                        .within(rate(300))))
                .isEmpty();
    }

    // --- targets

    @Test
    void shouldAllowWhatAPatternNames() {
        assertThat(Breaches.of(plan(LOAD, CART).within(targets("api.example.com", "*.shop.svc:8080"))))
                .isEmpty();
    }

    @Test
    void shouldNameFieldValueRuleAndRemedyWhenATargetIsNotAllowed() {
        assertThat(Breaches.of(plan(LOAD, CART).within(targets("*.web.svc", "api.example.com:443"))))
                .singleElement()
                .satisfies(breach -> {
                    assertThat(breach.kind().word()).isEqualTo("TargetNotAllowed");
                    assertThat(breach.rule()).isEqualTo("limits.namespaces[shop].targets");
                    assertThat(breach.message())
                            .isEqualTo("spec.target: \"checkout.shop.svc:8080\": is no target that "
                                    + "limits.namespaces[shop].targets allows (*.web.svc, api.example.com:443); load"
                                    + " another one, or ask those who look after the cluster to add it");
                });
    }

    @Test
    void shouldAllowNothingWhenTheListIsEmpty() {
        assertThat(Breaches.of(plan(LOAD, CART).within(targets()))).hasSize(1);
    }

    @Test
    void shouldLookAtBothArmsOfAComparison() {
        var plan = new RunPlan(
                RunPlan.VERSION,
                "shop/run",
                List.of(new Arm(Arm.BASELINE, CHECKOUT), new Arm(Arm.CANDIDATE, other("evil.example.com", null))),
                List.of(new Phase(LOAD, List.of(new Scenario("buy", 1, List.of(CART))))),
                new Comparison(2, 4, SECOND),
                List.of(),
                1,
                1,
                1,
                1);

        assertThat(Breaches.of(plan.within(targets("*.svc"))))
                .extracting(Breach::field, Breach::value)
                .containsExactly(Assertions.tuple("comparison.candidate", "evil.example.com:80"));
        assertThat(Breaches.of(plan.within(targets("*.com"))))
                .extracting(Breach::field)
                .containsExactly("comparison.baseline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/token",
                "https://checkout.shop.svc@login.example.com/token",
                "https://login.example.com\\@checkout.shop.svc/token",
                "https://login.example.com#@checkout.shop.svc/",
                "https:/checkout.shop.svc/token",
                "ftp://checkout.shop.svc/token"
            })
    void shouldRefuseATokenUrlOfAnotherHostOrOfNoneThatIsPlain(String url) {
        assertThat(Breaches.of(planTo(other("checkout.shop.svc", url)).within(targets("*.shop.svc"))))
                .extracting(Breach::field, Breach::value)
                .containsExactly(Assertions.tuple("target.auth.oauth2.tokenUrl", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.shop.svc/token?a=b@c",
                "https://login.shop.svc",
                "http://LOGIN.shop.svc:443/",
                "https://[::1]/token"
            })
    void shouldAllowATokenUrlByItsHostAndPort(String url) {
        assertThat(Breaches.of(planTo(other("checkout.shop.svc", url))
                        .within(targets("checkout.shop.svc", "login.shop.svc:443", "[::1]:443"))))
                .isEmpty();
    }

    // --- the plan

    @Test
    void shouldFindNothingWhenThereAreNoLimits() {
        assertThat(Breaches.of(plan(closed(1_000_000, 0, 0), CART))).isEmpty();
        assertThat(Breaches.of(plan(closed(1_000_000, 0, 0), CART).within(new Limits("limits", null, null))))
                .isEmpty();
    }

    @Test
    void shouldTellAllThatIsNotAllowed() {
        assertThat(Breaches.of(plan(LOAD, CART).within(new Limits("limits", 1.0, List.of("a.svc")))))
                .extracting(breach -> breach.kind().word())
                .containsExactly("TargetNotAllowed", "RateNotAllowed");
    }

    @Test
    void shouldTravelWithThePlan() {
        var plan = plan(LOAD, CART).within(new Limits("limits.namespaces[*]", 12.5, List.of("*.svc")));

        assertThat(WireFormat.read(WireFormat.write(plan), RunPlan.class)).isEqualTo(plan);
    }

    private static Limits rate(double perSecond) {
        return new Limits("limits.namespaces[shop]", perSecond, null);
    }

    private static Limits targets(String... patterns) {
        return new Limits("limits.namespaces[shop]", null, List.of(patterns));
    }

    private static Load open(double rate) {
        return new Load.Open(Load.Arrivals.POISSON, List.of(new Stage(10 * SECOND, rate, rate, false)));
    }

    private static Load closed(double users, long pacingNanos, long thinkTimeNanos) {
        return new Load.Closed(
                new Pause.Fixed(thinkTimeNanos), pacingNanos, List.of(new Stage(10 * SECOND, users, users, false)));
    }

    private static Step request(String name, int maxRedirects) {
        return new Step.Request(
                name, "GET", "/", List.of(), new Body.None(), maxRedirects, List.of(), List.of(), List.of(), SECOND);
    }

    private static Target other(String host, @Nullable String tokenUrl) {
        var auth = tokenUrl == null ? null : new Auth.ClientCredentials(tokenUrl, "id", "secret", List.of(), null);
        return new Target("http", host, 80, "", null, Target.Http.DEFAULT, auth);
    }

    private static RunPlan plan(Load load, Step... steps) {
        return plan(List.of(new Phase(load, List.of(new Scenario("buy", 1, List.of(steps))))));
    }

    private static RunPlan plan(List<Phase> phases) {
        return new RunPlan(RunPlan.VERSION, "shop/run", CHECKOUT, phases, List.of(), 1, 1, 1, 1);
    }

    private static RunPlan planTo(Target target) {
        return new RunPlan(
                RunPlan.VERSION,
                "shop/run",
                target,
                List.of(new Phase(LOAD, List.of(new Scenario("buy", 1, List.of(CART))))),
                List.of(),
                1,
                1,
                1,
                1);
    }
}
