package dev.plimsoll.bench.ours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {
    private final RunnerApp app =
            new RunnerApp(List.of(Path.of("a.jar"), Path.of("b.jar")), Path.of("flags"), Path.of("caches"));

    @Test
    void shouldTakeOptionsApartWhenThereAreSeveral() {
        assertThat(Variant.parse("parallel=-XX:-UseSerialGC -XX:+UseParallelGC"))
                .isEqualTo(new Variant("parallel", List.of("-XX:-UseSerialGC", "-XX:+UseParallelGC")));
        assertThatThrownBy(() -> Variant.parse("-XX:+UseParallelGC")).hasMessageContaining("NAME=OPTIONS");
    }

    @Test
    void shouldStartAsTheImageDoesWhenItIsPlain() {
        var command = app.command(Variant.PLAIN);

        assertThat(command.get(1)).isEqualTo("@flags");
        assertThat(command.get(2)).startsWith("-XX:AOTCache=caches/runner-");
        assertThat(command).endsWith("-cp", "a.jar:b.jar", "dev.plimsoll.runner.RunnerMain");
    }

    @Test
    void shouldHaveACacheOfItsOwnWhenItsOptionsDiffer() {
        var one = app.command(Variant.parse("one=-Xmn96m")).get(2);

        assertThat(one).isNotEqualTo(app.command(Variant.PLAIN).get(2));
    }

    @Test
    void shouldLeaveTheCacheAloneWhenTheOptionsDecideOnIt() {
        assertThat(app.command(Variant.parse("none=-XX:AOTMode=off")))
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }
}
