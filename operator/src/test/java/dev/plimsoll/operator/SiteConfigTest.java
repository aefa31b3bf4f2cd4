package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.operator.store.ResultsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteConfigTest {
    @TempDir
    private Path folder;

    @Test
    void shouldDecideNothingWhenThereIsNoFile() {
        assertThat(SiteConfig.read(folder.resolve("config.yaml"))).isEqualTo(SiteConfig.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "{}"})
    void shouldDecideNothingWhenTheFileSaysNothing(String text) throws IOException {
        var file = Files.writeString(folder.resolve("config.yaml"), text);
        assertThat(SiteConfig.read(file)).isEqualTo(SiteConfig.NONE);
    }

    @Test
    void shouldNameTheFieldWhenItIsNotKnown() {
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "limit: {maxRuns: 3}"))
                .hasMessageStartingWith("config.yaml: limit: is no known field; known here: ");
    }

    @Test
    void shouldReadWhereResultsAreKept() {
        var results = SiteConfig.parse("config.yaml", """
            results:
              s3:
                endpoint: https://minio.storage.svc:9000
                region: east
                bucket: plimsoll
                prefix: clusters/east
                pathStyle: true
                caFile: ca.crt
                credentials: {accessKey: a, secretKey: b}
            """).results();
        assertThat(results)
                .isEqualTo(new ResultsConfig(
                        new ResultsConfig.S3(
                                "https://minio.storage.svc:9000",
                                "east",
                                "plimsoll",
                                "clusters/east",
                                true,
                                "ca.crt",
                                new ResultsConfig.Credentials("a", "b")),
                        null));
    }

    @Test
    void shouldReadWhatThePageOfResultsShows() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "results.md"));
        var shown = Pattern.compile("(?m)^ {4}results:\\n(?: {6}.*\\n)+")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(yaml -> SiteConfig.parse("results.md", yaml.stripIndent()).results())
                .toList();
        assertThat(shown)
                .containsExactly(
                        new ResultsConfig(
                                new ResultsConfig.S3(
                                        "https://minio.storage.svc:9000",
                                        null,
                                        "plimsoll-results",
                                        "clusters/east",
                                        null,
                                        null,
                                        null),
                                null),
                        new ResultsConfig(null, new ResultsConfig.Volume("/var/lib/plimsoll/results")));
    }

    @Test
    void shouldNameTheFieldWhenAPlaceForResultsIsWrong() {
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "results: {s3: {region: east, bucket: B}}"))
                .hasMessageStartingWith("config.yaml: results.s3: bucket: B: is no name of a bucket");
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "results: {}"))
                .hasMessageStartingWith("config.yaml: results: names no place; write s3 or volume");
        assertThatThrownBy(
                        () -> SiteConfig.parse("config.yaml", "results: {s3: {bucket: bbb, region: east, buckets: b}}"))
                .hasMessageStartingWith(
                        "config.yaml: results.s3.buckets: is no known field; known here: bucket, caFile");
    }

    @Test
    void shouldSaySoWhenItIsNoYaml() {
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "limits: ["))
                .hasMessageStartingWith("config.yaml: is no YAML: ");
    }

    @Test
    void shouldSaySoWhenItCannotBeRead() {
        assertThatThrownBy(() -> SiteConfig.read(folder)).hasMessageStartingWith(folder + ": cannot be read: ");
    }

    @Test
    void shouldReadLimits() {
        var limits = SiteConfig.parse("config.yaml", """
            limits:
              maxRuns: 20
              namespaces:
                - {name: shop, maxRuns: 2, maxRate: 300/m, targets: ['*.shop.svc', 'api.example.com:443']}
                - {name: '*', targets: []}
            """).limits();

        assertThat(limits.maxRuns()).isEqualTo(20);
        assertThat(limits.of("shop")).hasValueSatisfying(shop -> {
            assertThat(shop.rule()).isEqualTo("limits.namespaces[shop]");
            assertThat(shop.maxRuns()).isEqualTo(2);
            assertThat(shop.maxPerSecond()).isEqualTo(5);
        });
        assertThat(limits.of("bank"))
                .hasValueSatisfying(others -> assertThat(others.maxRate()).isNull());
        assertThat(limits.ofPlan("bank")).isEqualTo(new Limits("limits.namespaces[*]", null, List.of()));
        assertThat(SiteConfig.NONE.limits().ofPlan("bank")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {maxRuns: 0}                                            | limits: maxRuns: "0": would keep every run waiting
        {maxRuns: many}                                         | limits.maxRuns:
        {namespaces: [{maxRuns: 1}]}                            | limits.namespaces[0]: name: "": is no namespace
        {namespaces: [{name: Shop}]}                            | limits.namespaces[0]: name: "Shop": is no namespace
        {namespaces: [{name: a}, {name: a}]}                    | limits: namespaces: there are two entries for "a"
        {namespaces: [{name: a}, {name: b, maxRate: fast}]}     | limits.namespaces[1]: maxRate: "fast" is not a rate
        {namespaces: [{name: a, maxRate: 0/s}]}                 | limits.namespaces[0]: maxRate: "0/s": is no rate at all
        {namespaces: [{name: a, targets: ['http://a']}]}        | limits.namespaces[0]: targets: "http://a" is not a pattern
        {namespaces: [{name: a, maxUsers: 3}]}                  | limits.namespaces[0].maxUsers: is no known field
        """)
    void shouldNameFieldAndValueAndRemedyWhenALimitIsNone(String limits, String said) {
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "limits: " + limits))
                .hasMessageStartingWith("config.yaml: " + said);
    }
}
