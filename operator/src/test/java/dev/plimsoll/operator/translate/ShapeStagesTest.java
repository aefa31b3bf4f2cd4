package dev.plimsoll.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.Staircase;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shapes that have a name become. */
class ShapeStagesTest {
    private static final RunIdentity RUN = RunIdentity.of("shop", "checkout-1", "uid");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {smoke: {}}                                     | 1m 1-1
        {smoke: {rate: 5/s, hold: 10s}}                 | 10s 5-5
        {model: Closed, smoke: {}}                      | 1m 1-1
        {load: {rate: 500/s}}                           | 1m 0-500, 10m 500-500, 30s 500-0
        {load: {rate: 500/s, rampUp: 0s, rampDown: 0s}} | 10m 500-500
        {model: Closed, load: {users: 20, hold: 2m}}    | 1m 0-20, 2m 20-20, 30s 20-0
        {stress: {rate: 100/s, steps: 3}}               | 30s 0-100, 2m 100-100, 30s 100-150, 2m 150-150, 30s 150-200, 2m 200-200, 30s 200-0
        {stress: {rate: 100/s, times: 4, steps: 2, rampUp: 0s, hold: 1m, rampDown: 0s}} | 1m 100-100, 1m 400-400
        {model: Closed, stress: {users: 5, times: 1.5, steps: 2, rampUp: 0s, rampDown: 0s}} | 2m 5-5, 2m 8-8
        {spike: {peak: 1000/s}}                         | 1m 100-100, 10s 100-1000, 1m 1000-1000, 10s 1000-100, 2m 100-100
        {spike: {base: 0/s, peak: 60/m, before: 0s, after: 0s}} | 10s 0-1, 1m 1-1, 10s 1-0
        {model: Closed, spike: {base: 5, peak: 50, before: 5s, rampUp: 0s, hold: 5s, rampDown: 0s, after: 5s}} | 5s 5-5, 5s 50-50, 5s 5-5
        {soak: {rate: 200/s}}                           | 2m 0-200, 1h 200-200, 1m 200-0
        {breakpoint: {to: 5000/s}}                      | 15m 0-5000
        {breakpoint: {from: 100/s, to: 200/s, over: 1m}} | 1m 100-200
        {capacity: {from: 100/s, to: 250/s, step: 100/s, rest: 1m}} | 10s 100-100 warm-up, 30s 100-100, 10s 200-200 warm-up, 30s 200-200, 10s 250-250 warm-up, 30s 250-250, 1m 0-0 warm-up, 10s 100-100 warm-up, 30s 100-100, 10s 200-200 warm-up, 30s 200-200, 10s 250-250 warm-up, 30s 250-250, 1m 0-0 warm-up, 10s 100-100 warm-up, 30s 100-100, 10s 200-200 warm-up, 30s 200-200, 10s 250-250 warm-up, 30s 250-250
        {warmup: 10s, soak: {rate: 200/s}}              | 10s 20-20 warm-up, 2m 0-200, 1h 200-200, 1m 200-0
        """)
    void shouldBecomeStages(String load, String expected) {
        assertThat(stages(load).stream().map(ShapeStagesTest::text).collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void shouldClimbByStepsWhenItLooksForTheCapacity() {
        assertThat(phase("{capacity: {to: 1000/s, climbs: 4}}").staircase()).isEqualTo(new Staircase(10, 4));
        assertThat(phase("{capacity: {from: 100/s, to: 250/s, step: 100/s}}").staircase())
                .isEqualTo(new Staircase(3, 3));
        assertThat(phase("{stress: {rate: 100/s}}").staircase()).isNull();
    }

    private static String text(Stage stage) {
        return "%s %s-%s%s"
                .formatted(
                        Durations.format(stage.durationNanos()),
                        Numbers.plain(stage.from()),
                        Numbers.plain(stage.to()),
                        stage.warmup() ? " warm-up" : "");
    }

    private static List<Stage> stages(String load) {
        return phase(load).load().stages();
    }

    private static Phase phase(String load) {
        var spec = Resources.loadTest("""
            spec:
              target: {url: http://a}
              scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
              load: %s
            """.formatted(load)).getSpec();
        var translation = new Translator(ref -> ref.key()).translate(Objects.requireNonNull(spec), RUN, Map.of());
        assertThat(translation).isInstanceOf(Translation.Planned.class);
        return ((Translation.Planned) translation).plan().phases().getFirst();
    }
}
