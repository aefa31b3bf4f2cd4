package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Nights in, text out: word by word. {@code -Dplimsoll.update=true} writes the texts anew. */
class TrendCommandTest {
    private static final Path CASES = Path.of("src/test/resources/dev/plimsoll/cli/trend");
    private static final Instant FIRST = Instant.parse("2026-09-01T02:00:00Z");

    @TempDir
    Path folder;

    /** As run writes it, with what a trend reads. */
    private void night(int number, String target, String p99, String verdict, String errors) throws IOException {
        var night = Files.createDirectories(folder.resolve("results/night-%02d".formatted(number)));
        Files.writeString(night.resolve("result.json"), """
            {"loadTest": "checkout", "target": "%s", "startedAt": "%s", "verdict": "%s", "reason": "x",
             "objectives": [
              {"budget": "slo", "name": "p99", "verdict": "%s", "limit": "<= 120ms", "measured": "%s"},
              {"budget": "slo", "name": "errors", "verdict": "Pass", "limit": "<= 0.1%%", "measured": "%s"}]}
            """.formatted(
                        target, FIRST.plus(Duration.ofDays(number)), verdict, verdict, p99, errors));
    }

    /** Thirty quick nights, of which one failed and one is open, and six that are slower. */
    private String nights() throws IOException {
        for (int number = 0; number < 36; number++) {
            int millis = (number < 30 ? 100 : 114) + 3 * number % 7;
            boolean open = number == 12;
            boolean failed = number == 20;
            night(
                    number,
                    "http://checkout:8080",
                    (failed ? 140 : millis) + "ms",
                    open ? "Inconclusive" : failed ? "Fail" : "Pass",
                    number % 2 == 0 ? "0%" : "0.001%");
        }
        return folder.resolve("results").toString();
    }

    private static void assertGolden(String name, String text) throws IOException {
        var golden = CASES.resolve(name);
        if (Boolean.getBoolean("plimsoll.update")) {
            Files.createDirectories(CASES);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldShowWhatChangedInFoldersThatRunLeft() throws IOException {
        var run = Cli.run("trend", nights());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertGolden("changed.txt", run.out());
        assertThat(run.out()).contains("ChangePoint: p99 of budget slo went from ", "with run night-30 of 2026-10-01");
    }

    @Test
    void shouldPrintTheSameAsJson() throws IOException {
        var run = Cli.run("trend", nights(), "--json");
        assertThat(run.exitCode()).isZero();
        var p99 = new ObjectMapper().readTree(run.out()).at("/loadTests/0/objectives/0");
        assertThat(p99.at("/nights").size()).isEqualTo(36);
        assertThat(p99.at("/nights/12/outcome").asText()).isEqualTo("unknown");
        assertThat(p99.at("/nights/12").has("value")).isFalse();
        assertThat(p99.at("/nights/0/value").asDouble()).isEqualTo(0.1);
        assertThat(p99.at("/changes/0/run").asText()).isEqualTo("night-30");
        assertThat(p99.at("/changes/0/worse").asBoolean()).isTrue();
        assertThat(p99.at("/changes/0/pValue").asDouble()).isLessThan(2e-4);
        assertThat(p99.at("/burn/broken").asInt()).isEqualTo(1);
        assertThat(p99.at("/burn/unknown").asInt()).isEqualTo(1);
    }

    @Test
    void shouldReadFoldersInTheOrderOfTheirStart() throws IOException {
        nights();
        var results = folder.resolve("results");
        var run = Cli.run(
                "trend",
                results.resolve("night-02").toString(),
                results.resolve("night-00/result.json").toString(),
                results.resolve("night-01").toString(),
                results.resolve("night-00").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("LoadTest checkout: 3 nights, 2026-09-01 to 2026-09-03");
        assertThat(run.out()).contains("nothing changed, nothing drifts, nothing broke its limit");
    }

    @Test
    void shouldCutWhereAnotherSetupWasRun() throws IOException {
        for (int number = 0; number < 40; number++) {
            night(number, number < 20 ? "http://a" : "http://b", number < 20 ? "50ms" : "80ms", "Pass", "0%");
        }
        var run = Cli.run("trend", folder.resolve("results").toString());
        assertThat(run.out())
                .contains("Break: from run night-20 on another setup was run")
                .doesNotContain("ChangePoint");
    }

    @Test
    void shouldEndWithThreeWhenThereIsNothingToShow() throws IOException {
        nights();
        var run = Cli.run("trend", folder.resolve("results").toString(), "--budget", "other");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("no night was judged by a budget that is asked about");
    }

    @Test
    void shouldSayWhatIsWrongWithItsInput() throws IOException {
        assertThat(Cli.run("trend", folder.toString()).err())
                .contains("neither it nor a folder in it has a result.json; name folders that plimsoll run left");
        assertThat(Cli.run("trend", "no such folder").err()).contains("there is no such file or folder");
        Files.writeString(folder.resolve("result.json"), "{\"loadTest\": \"x\"}");
        var run = Cli.run("trend", folder.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("result.json: startedAt is missing; is it a result of plimsoll run?");
        Files.writeString(folder.resolve("result.json"), "[");
        assertThat(Cli.run("trend", folder.toString()).err()).contains("is no result of plimsoll run");
    }

    // --- of a cluster

    /** What it said, and how it ended. */
    private record Said(int exitCode, String out, String err) {}

    private static Said ask(KubernetesMockServer server, String... arguments) {
        var captured = new Captured();
        int code = new CommandLine(new TrendCommand(captured.around(), server::createClient)).execute(arguments);
        return new Said(code, captured.out(), captured.err());
    }

    private static KubernetesMockServer serve() {
        var server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        List.of(LoadTest.class, PerformanceBudget.class)
                .forEach(kind ->
                        server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        server.init(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static void create(KubernetesClient client, String yaml, Class<? extends HasMetadata> type) {
        client.resource(new KubernetesSerialization().unmarshal(yaml, type)).create();
    }

    @Test
    void shouldShowNightsThatAClusterKeeps() {
        var server = serve();
        try (var client = server.createClient()) {
            create(client, "metadata: {name: checkout, namespace: shop}\nspec: {scenarios: []}", LoadTest.class);
            create(client, """
                metadata: {name: slo, namespace: shop}
                spec: {objectives: []}
                status:
                  trend:
                    - {loadTest: checkout, objective: p99, limit: <= 1s, nights: 1, burn: {nights: 1, broken: 0, unknown: 0}}
                """, PerformanceBudget.class);
            assertThat(ask(server, "shop/checkout").exitCode()).isEqualTo(3);
            var series = TrendSeries.EMPTY;
            for (int number = 0; number < 12; number++) {
                series = series.with(new NightRecord(
                        "checkout-" + number,
                        "uid-" + number,
                        FIRST.plus(Duration.ofDays(number)).toString(),
                        "setup",
                        false,
                        List.of(new Point(null, "slo", "p99", "<= 1s", 100 + number % 2 + "ms", "Pass"))));
            }
            new TrendStore(client)
                    .save(
                            new ObjectMetaBuilder()
                                    .withNamespace("shop")
                                    .withName("checkout-trend")
                                    .build(),
                            series);

            var ofTest = ask(server, "shop/checkout");
            assertThat(ofTest.exitCode()).as(ofTest.err()).isZero();
            assertThat(ofTest.out()).startsWith("LoadTest checkout: 12 nights").contains("slo/p99", "▁█▁█");
            assertThat(ask(server, "shop/slo").out()).isEqualTo(ofTest.out());
            assertThat(ask(server, "shop/checkout", "--budget", "other").exitCode())
                    .isEqualTo(3);
            var nobody = ask(server, "shop/nobody");
            assertThat(nobody.exitCode()).isEqualTo(2);
            assertThat(nobody.err()).contains("there is no LoadTest and no PerformanceBudget nobody in namespace shop");
        } finally {
            server.destroy();
        }
    }
}
