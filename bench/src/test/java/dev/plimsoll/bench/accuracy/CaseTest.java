package dev.plimsoll.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.stats.Quantiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTest {
    private final List<Case> cases = Case.all(List.of(500.0, 2_000.0, 10_000.0), 3);

    @Test
    void shouldTryEveryBehaviourAtEveryRateAndEveryTroubleOnce() {
        assertThat(cases).hasSize(6 * 3 + 3);
        assertThat(cases.stream().map(Case::trouble).distinct()).containsExactlyInAnyOrder(Trouble.values());
        assertThat(cases.stream().map(Case::name)).doesNotHaveDuplicates();
    }

    @Test
    void shouldHoldBackMoreThanMayBeInFlightInTwoSecondsOfTenThousandEach() {
        var crowds = cases.stream().filter(tried -> tried.trouble() == Trouble.CROWD);
        assertThat(crowds.map(Case::name)).containsExactly("fixed+2s-stall@10000");
    }

    /** Otherwise a stall would say nothing of how a tool measures it. */
    @Test
    void shouldStallWhileItIsJudgedWhenItStalls() {
        for (var tried : cases) {
            boolean stalls = tried.name().contains("stall");
            var truth = Quantiles.of(new Truth(500, 1_500, 9_000).byScript(tried.script(), 0));
            assertThat(truth.p99() > 100e6).as(tried.name()).isEqualTo(stalls);
        }
    }
}
