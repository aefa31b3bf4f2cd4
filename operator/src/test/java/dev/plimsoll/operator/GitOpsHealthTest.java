package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.api.v1alpha1.ScheduleStatus;
import dev.plimsoll.operator.status.BudgetStatuses;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.status.ScheduleStatuses;
import dev.plimsoll.operator.testing.Resources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What docs/gitops.md tells Argo CD and Flux, run on statuses that the operator writes. */
@NullUnmarked // a block or a status that is not there fails the test, as it should
class GitOpsHealthTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("metadata", SimpleType.DYN)
            .addVar("spec", SimpleType.DYN)
            .addVar("status", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T14:00:00Z"), ZoneOffset.UTC);
    private static final Conditions CONDITIONS = new Conditions(CLOCK);
    private static final LoadTestStatuses TESTS = new LoadTestStatuses(CONDITIONS);
    private static final ScheduleStatuses SCHEDULES = new ScheduleStatuses(CONDITIONS);
    private static final Overrides.Reading NO_OVERRIDE = new Overrides.Reading(null, null, Duration.ZERO);
    private static final String SPEC = "target: {url: http://a}, load: {smoke: {}},"
            + " scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]";
    private static final String NIGHTLY = SPEC + ", schedule: {cron: '@daily'}";

    /** What a resource is to both tools; Flux knows nothing suspended. */
    enum Health {
        Healthy,
        Progressing,
        Degraded,
        Suspended
    }

    static Stream<Arguments> resources() throws IOException {
        var pass = golden("comparison-pass");
        var fail = golden("comparison-fail");
        var running = running();
        return Stream.of(
                given("a test that nobody has seen", test(SPEC), Health.Progressing),
                given("a test whose change nobody has seen", changed(seen(SPEC, pass)), Health.Progressing),
                given("a test that runs", seen(SPEC, running), Health.Progressing),
                given("a test that passed", seen(SPEC, pass), Health.Healthy),
                given("a test that failed", seen(SPEC, fail), Health.Degraded),
                given("a test that could not run", seen(SPEC, failed()), Health.Degraded),
                given("a test that failed and is overridden", overridden(seen(SPEC, fail)), Health.Healthy),
                given("a gate without a revision", waitingGate(), Health.Healthy),
                given("a gate that refused one", seen(SPEC + ", gate: {}", fail), Health.Degraded),
                given("a night to come", night(null, List.of()), Health.Healthy),
                given("a night that goes on, the first", night(running, List.of(running)), Health.Healthy),
                given("a night that passed", night(pass, List.of(pass)), Health.Healthy),
                given("a night that failed", night(fail, List.of(fail)), Health.Degraded),
                given("a schedule that is suspended", suspended(), Health.Suspended),
                given("a schedule that is none", invalid(), Health.Degraded),
                given("a run that nobody has seen", unseen(), Health.Progressing),
                given("a run that goes on", running, Health.Progressing),
                given("a run that passed", pass, Health.Healthy),
                given("a run that failed", fail, Health.Degraded),
                given("a run that could not run", failed(), Health.Degraded),
                given("a budget that nobody has seen", budget(null), Health.Progressing),
                given("a budget", budget(""), Health.Healthy),
                given("a budget that cannot judge", budget("spec.objectives[0].max: x: is none"), Health.Degraded));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resources")
    void shouldBeToArgoCdWhatItIs(String what, HasMetadata resource, Health expected) throws IOException {
        var script = lua(resource.getKind());
        var globals = JsePlatform.standardGlobals();
        globals.set("obj", table(YAML.convertValue(resource, JsonNode.class)));

        var health = globals.load(script, what).call();

        assertThat(health.get("status").tojstring()).isEqualTo(expected.name());
        assertThat(health.get("message").tojstring()).isNotEmpty().isNotEqualTo("nil");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resources")
    void shouldBeToFluxWhatItIs(String what, HasMetadata resource, Health expected) throws IOException {
        var known = switch (expected) {
            case Healthy, Suspended -> Health.Healthy;
            case Progressing -> Health.Progressing;
            case Degraded -> Health.Degraded;
        };

        assertThat(flux(resource)).as(what).isEqualTo(known);
    }

    /** A night that goes on hides no failure of the one before from Argo CD. */
    @Test
    void shouldStayDegradedWhileTheNextRunGoesOn() throws IOException {
        var running = running();
        var resource = night(running, List.of(running, golden("comparison-fail"), golden("comparison-pass")));
        var globals = JsePlatform.standardGlobals();
        globals.set("obj", table(YAML.convertValue(resource, JsonNode.class)));

        assertThat(globals.load(lua("LoadTest")).call().get("status").tojstring())
                .isEqualTo("Degraded");
    }

    // --- the page

    private static JsonNode block(String kind) throws IOException {
        var page = Files.readString(Path.of("..", "docs", "gitops.md"));
        return BLOCK.matcher(page)
                .results()
                .map(found -> YAML.unmarshal(found.group(1), JsonNode.class))
                .filter(yaml -> yaml.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static String lua(String kind) throws IOException {
        return block("ConfigMap")
                .at("/data")
                .required("resource.customizations.health.plimsoll.dev_" + kind)
                .asText();
    }

    /** As Flux asks: what cannot be evaluated is waited for. */
    private static Health flux(HasMetadata resource) throws IOException {
        for (var check : block("Kustomization").at("/spec/healthCheckExprs")) {
            if (check.path("kind").asText().equals(resource.getKind())) {
                assertThat(check.path("apiVersion").asText()).isEqualTo(resource.getApiVersion());
                if (!YAML.convertValue(resource, JsonNode.class).has("status")) {
                    assertThat(evaluated(check, "inProgress", resource)).isNotInstanceOf(Boolean.class);
                    return Health.Progressing;
                }
                if (holds(check, "inProgress", resource)) {
                    return Health.Progressing;
                }
                if (holds(check, "failed", resource)) {
                    return Health.Degraded;
                }
                return holds(check, "current", resource) ? Health.Healthy : Health.Progressing;
            }
        }
        throw new AssertionError("nothing about " + resource.getKind());
    }

    private static boolean holds(JsonNode check, String expression, HasMetadata resource) {
        return (Boolean) evaluated(check, expression, resource);
    }

    private static Object evaluated(JsonNode check, String expression, HasMetadata resource) {
        var text = check.required(expression).asText();
        try {
            var fields = new HashMap<String, Object>();
            YAML.convertValue(resource, JsonNode.class)
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return RUNTIME.createProgram(COMPILER.compile(text).getAst()).eval(fields);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            var object = new HashMap<String, Object>();
            value.properties().forEach(field -> object.put(field.getKey(), plain(field.getValue())));
            return object;
        }
        if (value.isArray()) {
            return value.valueStream().map(GitOpsHealthTest::plain).toList();
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    private static LuaValue table(JsonNode value) {
        if (value.isObject()) {
            var table = new LuaTable();
            value.properties().forEach(field -> table.set(field.getKey(), table(field.getValue())));
            return table;
        }
        if (value.isArray()) {
            return LuaValue.listOf(
                    value.valueStream().map(GitOpsHealthTest::table).toArray(LuaValue[]::new));
        }
        if (value.isNumber()) {
            return LuaValue.valueOf(value.doubleValue());
        }
        return value.isBoolean() ? LuaValue.valueOf(value.booleanValue()) : LuaValue.valueOf(value.asText());
    }

    // --- resources

    private static Arguments given(String what, HasMetadata resource, Health expected) {
        return Arguments.of(what, resource, expected);
    }

    private static LoadTest test(String spec) {
        return Resources.loadTest("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: checkout, namespace: shop, generation: 3}
            spec: {%s}
            """.formatted(spec));
    }

    private static LoadTest seen(String spec, LoadTestRun run) {
        var test = test(spec);
        test.setStatus(TESTS.mirror(test, run, "3", null, NO_OVERRIDE));
        return test;
    }

    private static LoadTest changed(LoadTest test) {
        test.getMetadata().setGeneration(4L);
        return test;
    }

    private static LoadTest overridden(LoadTest test) {
        var annotated = test;
        annotated
                .getMetadata()
                .setAnnotations(Map.of(
                        "plimsoll.dev/override", "known", "plimsoll.dev/override-until", "2026-11-30T00:00:00Z"));
        var override = new Overrides(CLOCK).of(annotated);
        assertThat(override.standing()).isEqualTo(new OverrideStatus("known", "2026-11-30T00:00:00Z"));
        annotated.setStatus(TESTS.mirror(test, golden("comparison-fail"), "3", null, override));
        return annotated;
    }

    private static LoadTest waitingGate() {
        var test = test(SPEC + ", gate: {}");
        test.setStatus(TESTS.waiting(test, Objects.requireNonNull(test.getSpec().gate()), NO_OVERRIDE));
        return test;
    }

    private static LoadTest night(@Nullable LoadTestRun latest, List<LoadTestRun> runs) {
        var test = test(NIGHTLY);
        var next = new ScheduleStatus(
                "@daily", "Etc/UTC", "2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z", null, null, null);
        var status =
                latest == null ? TESTS.waiting(test, NO_OVERRIDE) : TESTS.mirror(test, latest, null, null, NO_OVERRIDE);
        test.setStatus(
                SCHEDULES.with(test, status, next, Optional.of(ScheduleStatuses.waiting(next, ZoneOffset.UTC)), runs));
        return test;
    }

    private static LoadTest suspended() {
        return claimed(status ->
                SCHEDULES.with(test(NIGHTLY), status, null, Optional.of(ScheduleStatuses.suspended()), List.of()));
    }

    private static LoadTest invalid() {
        return claimed(status -> SCHEDULES.with(
                test(NIGHTLY),
                status,
                null,
                Optional.of(ScheduleStatuses.invalid("spec.schedule.cron: nightly: is no schedule")),
                List.of()));
    }

    private static LoadTest claimed(UnaryOperator<LoadTestStatus> claim) {
        var test = test(NIGHTLY);
        test.setStatus(claim.apply(TESTS.waiting(test, NO_OVERRIDE)));
        return test;
    }

    private static LoadTestRun golden(String name) {
        try {
            var yaml = Files.readString(Path.of("src", "test", "resources", "judged", "out-" + name + ".yaml"));
            var documents = yaml.split("(?m)^---\\n", -1);
            return YAML.unmarshal(documents[documents.length - 1], LoadTestRun.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadTestRun unseen() {
        return Resources.loadTestRun("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTestRun
            metadata: {name: checkout-2, namespace: shop, generation: 1}
            spec: {loadTest: checkout}
            """);
    }

    private static LoadTestRun running() {
        var run = unseen();
        run.setStatus(new RunStatuses(CONDITIONS).planned(run, "http://a", List.of(), 1));
        return run;
    }

    private static LoadTestRun failed() {
        var run = unseen();
        run.setStatus(new RunStatuses(CONDITIONS).failed(run, "InvalidSpec", "spec.target: is missing"));
        return run;
    }

    private static HasMetadata budget(@Nullable String problems) {
        var budget = Resources.budget("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: PerformanceBudget
            metadata: {name: slo, namespace: shop, generation: 1}
            spec: {objectives: [{name: p95, metric: ResponseTime, percentile: 95, max: 100ms}]}
            """);
        if (problems != null) {
            budget.setStatus(new BudgetStatuses(CONDITIONS).of(budget, problems, List.of()));
        }
        return budget;
    }
}
