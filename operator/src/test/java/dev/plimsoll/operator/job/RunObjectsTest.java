package dev.plimsoll.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.testing.Golden;
import dev.plimsoll.operator.testing.Resources;
import dev.plimsoll.operator.translate.RunIdentity;
import dev.plimsoll.operator.translate.Translation;
import dev.plimsoll.operator.translate.Translator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunObjectsTest {
    private static final Golden GOLDEN = Golden.folder("job");
    private static final RunnerSettings SETTINGS = new RunnerSettings(
            "plimsoll.dev/runner:test", "http://plimsoll-operator.plimsoll-system.svc:8080", Duration.ofMinutes(5));

    static List<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldMakeObjectsOfTheRunWhenPlanned(String name) throws IOException {
        var run = Resources.loadTestRun(GOLDEN.in(name));
        var test = Objects.requireNonNull(run.getSpec().test());
        var metadata = run.getMetadata();
        var translation = new Translator(RunnerFiles::path)
                .translate(
                        test, RunIdentity.of(metadata.getNamespace(), metadata.getName(), metadata.getUid()), Map.of());
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        var plan = ((Translation.Planned) translation).plan();

        GOLDEN.assertOut(
                name,
                List.of(
                        RunnerJob.of(run, test, plan, SETTINGS),
                        TokenSecret.of(run, "0123abcd"),
                        RunnerIsolation.of(run)));
    }
}
