package dev.plimsoll.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.stats.Quantiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTest {
    private final List<Case> cases = Case.all(List.of(500.0, 2_000.0), 3);

    @Test
    void shouldTryEveryBehaviourAtEveryRateAndEveryTroubleOnce() {
        assertThat(cases).hasSize(6 * 2 + 3);
        assertThat(cases.stream().map(Case::trouble).distinct()).containsExactlyInAnyOrder(Trouble.values());
        assertThat(cases.stream().map(Case::name)).doesNotHaveDuplicates();
    }

    @Test
    void shouldKnowHowManyRequestsAStallHoldsBack() {
        assertThat(cases.stream()
                        .filter(tried -> tried.name().equals("fixed+2s-stall@2000"))
                        .map(Case::crowd))
                .containsExactly(4_080);
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
