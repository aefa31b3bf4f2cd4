package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
}
