package dev.plimsoll.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema's CEL rules, evaluated: each of them holds for what is right, and says what is wrong. */
class CelRulesTest {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    /**
     * A spec and what the rules say of it.
     *
     * @param said the message of the rule that it breaks; null when it breaks none
     */
    record Case(String plural, String spec, List<String> said) {}

    private static Case target(String target, String... said) {
        return new Case("loadtests", "{load: {model: Open, smoke: {}}, target: " + target + "}", List.of(said));
    }

    private static Case load(String load, String... said) {
        return new Case("loadtests", "{target: {url: 'http://a'}, load: " + load + "}", List.of(said));
    }

    private static Case phase(String phase, String... said) {
        return new Case("loadtests", "{target: {url: 'http://a'}, phases: [" + phase + "]}", List.of(said));
    }

    private static Case abort(String rule, String... said) {
        return load("{model: Open, smoke: {}}, abort: [" + rule + "]", said);
    }

    private static Case data(String data, String... said) {
        return load("{model: Open, smoke: {}}, data: {users: " + data + "}", said);
    }

    private static Case comparison(String rest, String... said) {
        return new Case(
                "loadtests",
                "{comparison: {baseline: {url: 'http://a'}, candidate: {url: 'http://b'}" + rest + "}",
                List.of(said));
    }

    private static Case baseline(String baseline, String... said) {
        return new Case("performancebudgets", "{objectives: [], baseline: " + baseline + "}", List.of(said));
    }

    private static Case objective(String objective, String... said) {
        return new Case("performancebudgets", "{objectives: [" + objective + "]}", List.of(said));
    }

    private static Case run(String spec, String... said) {
        return new Case("loadtestruns", spec, List.of(said));
    }

    static List<Case> cases() {
        return List.of(
                target("{url: 'http://checkout'}"),
                target("{service: {name: checkout, port: 80}}"),
                target("{}", "set exactly one of url and service"),
                target("{url: 'http://a', service: {name: b, port: 80}}", "set exactly one of url and service"),
                target("{url: 'https://a', tls: {insecureSkipVerify: true}}"),
                target("{url: 'https://a', tls: {caSecretRef: {name: ca}, insecureSkipVerify: false}}"),
                target(
                        "{url: 'https://a', tls: {caSecretRef: {name: ca}, insecureSkipVerify: true}}",
                        "caSecretRef has no effect with insecureSkipVerify: remove one of them"),
                target("{url: 'http://a', auth: {bearer: {secretRef: {name: t}}}}"),
                target("{url: 'http://a', auth: {}}", "set exactly one of basic, bearer and oauth2"),
                target(
                        "{url: 'http://a', auth: {bearer: {secretRef: {name: t}}, basic: {secretRef: {name: t}}}}",
                        "set exactly one of basic, bearer and oauth2"),
                data("{csv: {configMapRef: {name: users, key: users.csv}}}"),
                data("{order: Random}", "set exactly one of csv and json"),
                data(
                        "{csv: {secretRef: {name: a, key: b}}, json: {secretRef: {name: a, key: b}}}",
                        "set exactly one of csv and json"),
                load("{model: Open, arrivals: Poisson, stages: [{from: 0/s, to: 5/s}, {to: 5/s}]}"),
                load("{model: Closed, thinkTime: 1s, stages: [{from: 0, to: 5}, {to: 5}]}"),
                load("{model: Open, stages: [{to: 5}]}", "in the Open model, stages give rates such as 500/s"),
                load(
                        "{model: Open, stages: [{from: 5, to: 5/s}]}",
                        "in the Open model, stages give rates such as 500/s"),
                load(
                        "{model: Closed, stages: [{to: 5/s}]}",
                        "in the Closed model, stages give numbers of users such as 50"),
                load(
                        "{model: Closed, arrivals: Uniform, stages: [{to: 5}]}",
                        "arrivals is for the Open model: in the Closed model users come back when they are done"),
                load(
                        "{model: Open, thinkTime: 1s, stages: [{to: 5/s}]}",
                        "thinkTime is for the Closed model: in the Open model the rate decides"),
                load(
                        "{model: Open}",
                        "set exactly one of stages, smoke, load, stress, spike, soak, breakpoint and capacity"),
                load(
                        "{model: Open, smoke: {}, soak: {rate: 5/s}}",
                        "set exactly one of stages, smoke, load, stress, spike, soak, breakpoint and capacity"),
                load("{model: Open, smoke: {rate: 5/s}}"),
                load("{model: Closed, smoke: {users: 5}}"),
                load("{model: Open, load: {rate: 5/s}}"),
                load("{model: Closed, stress: {users: 5}}"),
                load(
                        "{model: Open, load: {}}",
                        "a shape needs exactly one of rate (Open model) and users (Closed model)"),
                load("{model: Open, spike: {base: 1/s, peak: 5/s}}"),
                load("{model: Closed, spike: {base: 1, peak: 5}}"),
                load("{model: Open, breakpoint: {to: 5/s}}"),
                load("{model: Closed, breakpoint: {from: 1, to: 5}}"),
                load("{model: Open, capacity: {to: 500/s}}"),
                load(
                        "{model: Closed, capacity: {to: 500/s}}",
                        "capacity is for the Open model: in the Closed model users wait, and hide what is too much"),
                load("{model: Open, soak: {users: 5}}", "in the Open model, shapes give rates such as 500/s"),
                load(
                        "{model: Open, spike: {base: 1, peak: 5/s}}",
                        "in the Open model, shapes give rates such as 500/s"),
                load("{model: Open, breakpoint: {to: 5}}", "in the Open model, shapes give rates such as 500/s"),
                load(
                        "{model: Closed, smoke: {rate: 5/s}}",
                        "in the Closed model, shapes give numbers of users such as 50"),
                load(
                        "{model: Closed, spike: {peak: 5/s}}",
                        "in the Closed model, shapes give numbers of users such as 50"),
                load(
                        "{model: Closed, breakpoint: {from: 1/s, to: 5}}",
                        "in the Closed model, shapes give numbers of users such as 50"),
                load("{model: Open, smoke: {}}, schedule: {cron: '0 2 * * *', blackout: [{from: '08:00', to:"
                        + " '18:00', days: [Mon]}]}"),
                load("{model: Open, smoke: {}}, schedule: {cron: '@daily', blackout: [{from: 2026-12-24, to:"
                        + " 2026-12-27T06:00}]}"),
                load(
                        "{model: Open, smoke: {}}, schedule: {cron: '@daily', blackout: [{from: 2026-12-24, to:"
                                + " '18:00'}]}",
                        "from and to are both times of day (08:00), or both dates (2026-12-24 or 2026-12-24T18:00)"),
                load(
                        "{model: Open, smoke: {}}, schedule: {cron: '@daily', blackout: [{from: 2026-12-24, to:"
                                + " 2026-12-27, days: [Mon]}]}",
                        "days go with times of day; a blackout from one date to another has none"),
                new Case("loadtests", "{target: {url: 'http://a'}}", List.of("set exactly one of load and phases")),
                load(
                        "{model: Open, smoke: {}}, phases: [{name: a, load: {model: Open, smoke: {}}}]",
                        "set exactly one of load and phases"),
                new Case(
                        "loadtests",
                        "{load: {model: Open, smoke: {}}}",
                        List.of("set exactly one of target and comparison")),
                comparison("}, load: {model: Open, smoke: {}}"),
                comparison(", rounds: {min: 6, max: 6}}, load: {model: Open, smoke: {}}"),
                comparison(
                        ", rounds: {min: 7, max: 6}}, load: {model: Open, smoke: {}}",
                        "min is above max: lower min, or raise max"),
                comparison(
                        "}, target: {url: 'http://a'}, load: {model: Open, smoke: {}}",
                        "set exactly one of target and comparison"),
                comparison(
                        "}, phases: [{name: a, load: {model: Open, smoke: {}}}]",
                        "a comparison repeats one load, round by round: use load in place of phases"),
                phase("{name: a, startAt: 30s, load: {model: Open, smoke: {}}}"),
                phase("{name: a, after: b, load: {model: Open, smoke: {}}}"),
                phase(
                        "{name: a, startAt: 30s, after: b, load: {model: Open, smoke: {}}}",
                        "a phase begins at an instant or after another phase: remove one of startAt and after"),
                load("{model: Closed, pacing: 1s, stages: [{to: 5}]}"),
                load(
                        "{model: Open, pacing: 1s, stages: [{to: 5/s}]}",
                        "pacing is for the Closed model: in the Open model the rate decides"),
                abort("{metric: CheckRate, below: 90%}"),
                abort(
                        "{metric: CheckRate, above: 90%}",
                        "CheckRate needs below and no above; every other metric needs above and no below",
                        "above is a percentage such as 10% for ErrorRate, and a duration such as 2s for ResponseTime"),
                abort(
                        "{metric: ErrorRate, below: 90%}",
                        "CheckRate needs below and no above; every other metric needs above and no below"),
                abort("{metric: ErrorRate, above: 10%}"),
                abort("{metric: ResponseTime, percentile: 99, above: 2s}"),
                abort(
                        "{metric: ErrorRate, above: 2s}",
                        "above is a percentage such as 10% for ErrorRate, and a duration such as 2s for ResponseTime"),
                abort(
                        "{metric: ResponseTime, above: 10%}",
                        "above is a percentage such as 10% for ErrorRate, and a duration such as 2s for ResponseTime"),
                abort("{metric: ErrorRate, percentile: 99, above: 10%}", "percentile is for ResponseTime"),
                objective("{metric: ResponseTime, percentile: 99, max: 300ms, scenario: buy, step: cart}"),
                objective("{metric: ServiceTime, statistic: Max, max: 2s}"),
                objective("{metric: ErrorRate, max: 1%}"),
                objective("{metric: Throughput, min: 5/s}"),
                objective("{metric: CheckRate, min: 99%}"),
                objective(
                        "{metric: Throughput, max: 1s}",
                        "Throughput and CheckRate need min and no max; every other metric needs max and no min"),
                objective(
                        "{metric: CheckRate, max: 1s}",
                        "Throughput and CheckRate need min and no max; every other metric needs max and no min"),
                objective(
                        "{metric: ErrorRate, min: 5/s}",
                        "Throughput and CheckRate need min and no max; every other metric needs max and no min"),
                objective(
                        "{metric: Throughput, min: 5%}",
                        "min is a percentage such as 99% for CheckRate, and a rate such as 450/s for Throughput"),
                objective(
                        "{metric: CheckRate, min: 5/s}",
                        "min is a percentage such as 99% for CheckRate, and a rate such as 450/s for Throughput"),
                objective(
                        "{metric: ResponseTime, max: 1s}",
                        "a time needs exactly one of percentile (such as 99) and statistic (Mean or Max)"),
                objective(
                        "{metric: ResponseTime, percentile: 99, statistic: Mean, max: 1s}",
                        "a time needs exactly one of percentile (such as 99) and statistic (Mean or Max)"),
                objective(
                        "{metric: ErrorRate, percentile: 99, max: 1%}",
                        "percentile and statistic are for ResponseTime and ServiceTime"),
                objective(
                        "{metric: ErrorRate, max: 1s}",
                        "max is a percentage such as 0.1% for ErrorRate, and a duration such as 300ms for a time"),
                objective(
                        "{metric: ResponseTime, percentile: 99, max: 1%}",
                        "max is a percentage such as 0.1% for ErrorRate, and a duration such as 300ms for a time"),
                objective(
                        "{metric: ErrorRate, max: 1%, step: cart}",
                        "step needs scenario: two scenarios may have steps of the same name"),
                objective("{metric: ResponseTime, percentile: 99, maxRegression: 10%}"),
                objective("{metric: ErrorRate, maxRegression: 50%, tolerance: 10%}"),
                objective("{metric: Throughput, maxRegression: 5%, tolerance: 1%}"),
                objective(
                        "{metric: ResponseTime, percentile: 99, max: 1s, maxRegression: 10%}",
                        "max and min are limits, maxRegression compares: write two objectives"),
                objective(
                        "{metric: CheckRate, maxRegression: 10%}",
                        "maxRegression is for a percentile of a time, for ErrorRate and for Throughput"),
                objective(
                        "{metric: ServiceTime, statistic: Mean, maxRegression: 10%}",
                        "maxRegression is for a percentile of a time, for ErrorRate and for Throughput"),
                objective("{metric: ErrorRate, max: 1%, tolerance: 1%}", "tolerance goes with maxRegression"),
                baseline("{from: LastPassed}"),
                baseline("{from: Window, runs: 8}"),
                baseline("{from: Pinned, run: checkout-12}"),
                baseline("{from: Pinned}", "run names the earlier run of from: Pinned, which needs it"),
                baseline(
                        "{from: LastPassed, run: checkout-12}",
                        "run names the earlier run of from: Pinned, which needs it"),
                baseline("{from: LastPassed, runs: 8}", "runs goes with from: Window"),
                run("{loadTest: checkout, overrides: {runners: {count: 2}}}"),
                run("{test: {target: {url: 'http://a'}, load: {model: Open, smoke: {}}}}"),
                run("{loadTest: checkout, revision: {name: 7d9f8c6b5d}}"),
                run(
                        "{test: {target: {url: 'http://a'}, load: {model: Open, smoke: {}}}, revision: {name:"
                                + " 7d9f8c6b5d}}",
                        "a run that gates a revision is one of a LoadTest: set loadTest to its name"),
                target("{url: 'http://a'}, gate: {onPass: Pause}"),
                target("{url: 'http://a'}, gate: {onPass: Abort}", "onPass is Promote or Pause"),
                run("{}", "set loadTest to the name of a LoadTest, or test to what shall run"),
                run(
                        "{test: {target: {url: 'http://a'}, load: {model: Open, smoke: {}}}, overrides: {runners:"
                                + " {count: 2}}}",
                        "overrides replace parts of a LoadTest: set loadTest to its name, or write them into test"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhatIsWrongAndNothingElse(Case given) {
        var yaml = Serialization.unmarshal("spec: " + given.spec(), Map.class);
        assertThat(broken(schema(given.plural()), yaml.get("spec"))).containsExactlyInAnyOrderElementsOf(given.said());
    }

    @Test
    void shouldHaveACaseThatBreaksItForEveryRule() {
        var broken = cases().stream().flatMap(given -> given.said().stream()).collect(Collectors.toSet());
        var all = Stream.of("loadtests", "loadtestruns", "performancebudgets")
                .flatMap(plural -> messages(schema(plural)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(broken).containsExactlyInAnyOrderElementsOf(all);
    }

    private static JSONSchemaProps schema(String plural) {
        try {
            var yaml = Files.readString(Path.of("yaml", plural + "." + Api.GROUP + "-v1.yml"));
            var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
            var whole = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
            return Objects.requireNonNull(whole.getProperties().get("spec"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Messages of the rules of a schema, at any depth. */
    private static Stream<String> messages(JSONSchemaProps schema) {
        return Stream.concat(
                rules(schema).map(ValidationRule::getMessage),
                Stream.concat(
                        Stream.ofNullable(schema.getProperties())
                                .flatMap(properties -> properties.values().stream())
                                .flatMap(CelRulesTest::messages),
                        Stream.concat(
                                Stream.ofNullable(schema.getItems()).flatMap(items -> messages(items.getSchema())),
                                values(schema).flatMap(CelRulesTest::messages))));
    }

    /** The schema of a map's values. */
    private static Stream<JSONSchemaProps> values(JSONSchemaProps schema) {
        return Stream.ofNullable(schema.getAdditionalProperties())
                .flatMap(values -> Stream.ofNullable(values.getSchema()));
    }

    private static Stream<ValidationRule> rules(JSONSchemaProps schema) {
        return Stream.ofNullable(schema.getXKubernetesValidations()).flatMap(List::stream);
    }

    /** Messages of the rules that a value breaks, at any depth. */
    private static Set<String> broken(JSONSchemaProps schema, @Nullable Object value) {
        var here = rules(schema).filter(rule -> !holds(rule, value)).map(ValidationRule::getMessage);
        var below = switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream().flatMap(field -> {
                    var property = values(schema)
                            .findFirst()
                            .orElseGet(() -> Objects.requireNonNull(
                                    schema.getProperties().get(field.getKey()), () -> "no field " + field.getKey()));
                    return broken(property, field.getValue()).stream();
                });
            case List<?> list ->
                IntStream.range(0, list.size())
                        .boxed()
                        .flatMap(i -> broken(schema.getItems().getSchema(), list.get(i)).stream());
            case null, default -> Stream.<String>empty();
        };
        return Stream.concat(here, below).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean holds(ValidationRule rule, @Nullable Object self) {
        try {
            var program = RUNTIME.createProgram(COMPILER.compile(rule.getRule()).getAst());
            return (Boolean) program.eval(Map.of("self", Objects.requireNonNull(longs(self))));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(rule.getRule(), e);
        }
    }

    /** CEL's whole numbers are longs. */
    private static @Nullable Object longs(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, field -> Objects.requireNonNull(longs(field.getValue()))));
            case List<?> list -> list.stream().map(CelRulesTest::longs).toList();
            case Integer number -> number.longValue();
            case null, default -> value;
        };
    }
}
