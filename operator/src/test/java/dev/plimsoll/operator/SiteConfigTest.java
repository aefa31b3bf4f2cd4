package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
