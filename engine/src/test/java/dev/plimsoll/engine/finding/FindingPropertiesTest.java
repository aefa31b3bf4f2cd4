package dev.plimsoll.engine.finding;

import static dev.plimsoll.engine.finding.SimulatedRun.MINUTE;
import static dev.plimsoll.engine.finding.SimulatedRun.SECOND;
import static dev.plimsoll.engine.finding.SimulatedRun.lognormal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FindingPropertiesTest {
    /** Steady stretches are those of the plan: in order, apart, each as long as it can be. */
    @Property
    void shouldCutAPlanIntoStretchesOfOneLevel(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 3) Integer> levels) {
        var run = SimulatedRun.seeded(0);
        levels.forEach(level -> run.hold(MINUTE, level));
        var plan = run.every(MINUTE).result((_, _) -> 1).plan();

        var stretches = SteadyLoad.of(plan, plan.phases().getFirst());

        assertThat(stretches.stream()
                        .mapToLong(each -> each.span().lengthNanos())
                        .sum())
                .isEqualTo(levels.stream().filter(level -> level > 0).count() * MINUTE);
        for (int i = 1; i < stretches.size(); i++) {
            var before = stretches.get(i - 1);
            var after = stretches.get(i);
            assertThat(after.span().startNanos())
                    .isGreaterThanOrEqualTo(before.span().endNanos());
            assertThat(after.level() != before.level()
                            || after.span().startNanos() > before.span().endNanos())
                    .isTrue();
        }
    }

    /** An hour is joined to wider intervals to fit into a ConfigMap: what is found is the same. */
    @Property(tries = 5)
    void shouldFindTheSameWhenIntervalsAreJoined(@ForAll @IntRange(max = 1_000) int seed) {
        var result = SimulatedRun.seeded(seed)
                .hold(10 * MINUTE, 50)
                .result((second, random) -> lognormal(20 * (1 + second / 300), 0.4, random));
        var joined = Timeline.from(result).fitting(200, intervals -> intervals.size());
        var small = new RunResult(result.version(), result.plan(), 0, joined, 1, result.shards(), null);

        assertThat(joined).hasSizeLessThan(result.intervals().size());
        assertThat(Findings.of(small))
                .extracting(Finding::kind)
                .containsExactlyElementsOf(
                        Findings.of(result).stream().map(Finding::kind).toList());
        assertThat(Findings.of(result)).extracting(Finding::kind).contains(Finding.Kind.DRIFT);
    }

    /** Above the floors, what is found does not depend on how slow the target is. */
    @Property(tries = 5)
    void shouldFindTheSameWhenAllTimesAreLonger(@ForAll @DoubleRange(min = 1, max = 20) double factor) {
        assertThat(kinds(factor)).isEqualTo(kinds(1));
    }

    private static List<Finding.Kind> kinds(double factor) {
        return Findings.of(SimulatedRun.seeded(9)
                        .hold(10 * MINUTE, 50)
                        .every(5 * SECOND)
                        .result((second, random) -> lognormal(
                                factor * 20 * (1 + second / 600) * (random.nextInt(50) == 0 ? 20 : 1), 0.4, random)))
                .stream()
                .map(Finding::kind)
                .toList();
    }
}
