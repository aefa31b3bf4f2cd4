package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.operator.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupsTest {
    private static final String SPEC = """
        spec:
          target: {url: http://checkout}
          load: {stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
          budgets: [{name: slo}]
        """;
    private static final String DATA =
            "  data: {a: {csv: {configMapRef: {name: a, key: a}}}, b: {csv: {configMapRef:" + " {name: b, key: b}}}}\n";
    private static final String TURNED =
            "  data: {b: {csv: {configMapRef: {name: b, key: b}}}, a: {csv: {configMapRef:" + " {name: a, key: a}}}}\n";
    private static final String PHASES = """
        spec:
          target: {url: http://checkout}
          phases: [{name: calm, load: {smoke: {}}, budgets: [{name: slo}]}]
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
        """;

    private static LoadTestSpec spec(String yaml) {
        return Resources.loadTest(yaml).getSpec();
    }

    private static Setups.Of run(String yaml) {
        return new Setups.Of(spec(yaml), Setups.of(spec(yaml), "runner:1", List.of("m5.large")));
    }

    @Test
    void shouldFindRunsAlikeThatMeasureTheSame() {
        assertThat(Setups.difference(run(SPEC), run(SPEC))).isEmpty();
        var other = SPEC.replace("budgets: [{name: slo}]", "abort: [{metric: ErrorRate, above: 10%, for: 10s}]");
        assertThat(Setups.difference(run(SPEC), run(other))).isEmpty();
        assertThat(Setups.difference(run(PHASES), run(PHASES.replace("{name: slo}", "{name: other}"))))
                .isEmpty();
        assertThat(Setups.difference(run(SPEC + DATA), run(SPEC + TURNED))).isEmpty();
    }

    @Test
    void shouldSayWhatDiffersInTheSpec() {
        var other = SPEC.replace("200/s", "201/s").replace("http://checkout", "http://canary");
        assertThat(Setups.difference(run(SPEC), run(other))).contains("differs from this run in target, load");
        assertThat(Setups.difference(run(SPEC), run(PHASES))).contains("differs from this run in load, phases");
        var gone = new Setups.Of(null, run(PHASES).setup());
        assertThat(Setups.difference(gone, run(SPEC))).contains("differs from this run in its spec");
    }

    @Test
    void shouldSayWhatDiffersInTheRunners() {
        var four = SPEC + "  runners: {count: 4}\n";
        assertThat(Setups.difference(run(SPEC), run(four))).contains("has 1 runner, this run has 4");
        assertThat(Setups.difference(run(four), run(SPEC))).contains("has 4 runners, this run has 1");
        var newer = new Setups.Of(spec(SPEC), Setups.of(spec(SPEC), "runner:2", List.of("m5.large", "c5.large")));
        assertThat(Setups.difference(run(SPEC), newer))
                .contains("has the runner image runner:1, this run has runner:2, and has runners on nodes of the type"
                        + " m5.large, this run on c5.large, m5.large");
        var unseen = new Setups.Of(spec(SPEC), Setups.of(spec(SPEC), null, List.of()));
        assertThat(unseen.setup().runnerImage()).isEqualTo("unknown");
        assertThat(unseen.setup().nodeType()).isEqualTo("unknown");
        assertThat(Setups.difference(unseen, unseen)).isEmpty();
        assertThat(Setups.difference(unseen, run(SPEC)))
                .hasValueSatisfying(why -> assertThat(why).contains("nodes of the type unknown, this run on m5.large"));
    }
}
