package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.drive;
import static dev.plimsoll.operator.OperatorScene.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.testing.PromQl;
import dev.plimsoll.operator.testing.Promtool;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** manifests/monitoring, against promtool and what a real operator exposes. */
class MonitoringTest {
    private static final Path FOLDER = Path.of("..", "manifests", "monitoring");
    private static final Path CASES = Path.of("src", "test", "resources", "monitoring", "alerts.yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");

    /** Made by libraries, whose names and help are not ours to choose. */
    private static final Pattern OF_A_LIBRARY = Pattern.compile("(operator_sdk|jvm|process|system)_.*");

    /** Prometheus itself has it of each target. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @TempDir
    Path folder;

    private final Promtool promtool = Promtool.find();

    @Test
    void shouldFireWhenItShallAndNotOtherwise() throws Exception {
        var rules = rules();
        Files.writeString(folder.resolve("rules.yaml"), YAML.asYaml(rules));
        Files.copy(CASES, folder.resolve("alerts.yaml"));

        assertThat(promtool.run(folder, "check", "rules", "--lint-fatal", "rules.yaml")
                        .exitCode())
                .isZero();
        var tested = promtool.run(folder, "test", "rules", "alerts.yaml");
        assertThat(tested.exitCode()).as(tested.out()).isZero();

        var cases = YAML.unmarshal(Files.readString(CASES), JsonNode.class);
        assertThat(names(cases, "alertname", true)).containsAll(alerts(rules));
        assertThat(names(cases, "alertname", false)).containsAll(alerts(rules));
    }

    /** Alerts that some case expects to fire, or not to. */
    private static Set<String> names(JsonNode cases, String field, boolean fires) {
        return StreamSupport.stream(cases.path("tests").spliterator(), false)
                .flatMap(test ->
                        StreamSupport.stream(test.path("alert_rule_test").spliterator(), false))
                .filter(each -> each.path("exp_alerts").isEmpty() != fires)
                .map(each -> each.path(field).textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> alerts(JsonNode rules) {
        return rules.findValuesAsText("alert");
    }

    @Test
    void shouldUnderstandEachExpressionOfTheDashboard() throws Exception {
        var rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        var expressions = expressions(dashboard());
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("      - record: dashboard:panel:%d\n        expr: %s\n"
                    .formatted(i, YAML.asJson(expressions.get(i).replace("$namespace", ".*"))));
        }
        Files.writeString(folder.resolve("dashboard.yaml"), rules);

        var checked = promtool.run(folder, "check", "rules", "dashboard.yaml");
        assertThat(checked.exitCode()).as(checked.out()).isZero();
        assertThat(checked.out()).contains(expressions.size() + " rules found");
        assertThat(expressions).hasSizeGreaterThan(15);
    }

    @Test
    void shouldFindEachMetricAtTheRealEndpoint() throws Exception {
        var scraped = scrape();
        Files.writeString(folder.resolve("metrics.txt"), scraped);

        var checked = promtool.check(folder.resolve("metrics.txt"));
        assertThat(checked.exitCode()).as(checked.out()).isIn(0, 3); // 3: it would have other names or help
        assertThat(checked.out().lines())
                .filteredOn(line -> !OF_A_LIBRARY.matcher(line).matches())
                .isEmpty();

        var exposed =
                SAMPLE.matcher(scraped).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var used = new TreeSet<String>();
        var all = new ArrayList<>(expressions(dashboard()));
        all.addAll(rules().findValuesAsText("expr"));
        all.add("label_values(plimsoll_loadtest_verdict, namespace)");
        all.forEach(expression -> used.addAll(PromQl.metrics(expression)));
        used.removeAll(OF_PROMETHEUS);

        assertThat(used).hasSizeGreaterThan(15);
        assertThat(exposed).containsAll(used);
    }

    /** A run that passed, one that goes on, and something that failed. */
    private static String scrape() {
        try (var scene =
                new OperatorScene(Clock.systemUTC(), "notifiers: [{name: team, slack: {urlFrom: team-slack}}]")) {
            scene.cluster.apply(BUDGET, PerformanceBudget.class);
            scene.cluster.apply(TEST, LoadTest.class);
            scene.complete("checkout-1", FAST);
            scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
            scene.cluster.refuse("PATCH", "/status", 500, "the API server has a bad day");
            scene.cluster.apply(TEST.replace("name: checkout", "name: search").replace("3s", "10m"), LoadTest.class);
            await().atMost(PATIENCE)
                    .until(() -> scene.metrics().contains("operator_sdk_reconciliations_failed_total{"));
            scene.cluster.refuseNothing();
            var runner = scene.started("search-1");
            drive(runner, 10, 200, FAST);
            assertThat(runner.report()).isEqualTo(200);

            var scraped = scene.metrics();
            scene.cluster.client().resource(scene.cluster.loadTest("checkout")).delete();
            await().atMost(PATIENCE).until(() -> !scene.metrics().contains("loadtest=\"checkout\""));
            return scraped;
        }
    }

    private static JsonNode rules() throws IOException {
        var rule = YAML.unmarshal(Files.readString(FOLDER.resolve("prometheusrule.yaml")), JsonNode.class);
        assertThat(rule.path("kind").textValue()).isEqualTo("PrometheusRule");
        return rule.path("spec");
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
    }

    private static List<String> expressions(JsonNode dashboard) {
        return dashboard.findValuesAsText("expr");
    }

    @Test
    void shouldNameFilesThatThereAreWhenItIsApplied() throws IOException {
        var kustomization = YAML.unmarshal(Files.readString(FOLDER.resolve("kustomization.yaml")), JsonNode.class);
        var named = new ArrayList<String>();
        kustomization.path("resources").forEach(file -> named.add(file.textValue()));
        kustomization
                .at("/configMapGenerator/0/files")
                .forEach(file -> named.add(file.textValue().replaceFirst(".*=", "")));

        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
        assertThat(kustomization
                        .at("/generatorOptions/labels/grafana_dashboard")
                        .textValue())
                .isEqualTo("1");
    }

    @Test
    void shouldBeReadWhereTheOperatorListens() throws IOException {
        var monitor = YAML.unmarshal(Files.readString(FOLDER.resolve("servicemonitor.yaml")), JsonNode.class);
        var service = YAML.unmarshal(
                Files.readString(Path.of("..", "manifests", "operator.yaml")).split("(?m)^---$", -1)[1],
                JsonNode.class);

        assertThat(monitor.at("/metadata/namespace")).isEqualTo(service.at("/metadata/namespace"));
        assertThat(service.at("/metadata/labels/app.kubernetes.io~1name"))
                .isEqualTo(monitor.at("/spec/selector/matchLabels/app.kubernetes.io~1name"));
        assertThat(service.at("/spec/ports").findValuesAsText("name"))
                .contains(monitor.at("/spec/endpoints/0/port").textValue());
        assertThat(monitor.at("/spec/endpoints/0/honorLabels").booleanValue()).isTrue();
        // the job of a ServiceMonitor's targets is the name of the Service
        assertThat(rules().findValuesAsText("expr"))
                .filteredOn(expression -> expression.contains("job="))
                .isNotEmpty()
                .allMatch(expression -> expression.contains(
                        "job=\"" + service.at("/metadata/name").textValue() + "\""));
    }
}
