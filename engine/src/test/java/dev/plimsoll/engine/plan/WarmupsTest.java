package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WarmupsTest {
    @Provide
    Arbitrary<List<Stage>> stages() {
        return Combinators.combine(Arbitraries.longs().between(1, 5), Arbitraries.of(true, false))
                .as((length, warmup) -> new Stage(length, 1, 1, warmup))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 200, seed = "31")
    void shouldTellWarmupFromTheRestWhenThereAreSeveral(
            @ForAll("stages") List<Stage> stages, @ForAll @IntRange(max = 10) int start) {
        var phase = new Phase("any", start, new Load.Open(Load.Arrivals.UNIFORM, stages), List.of());
        var warmups = Warmups.of(phase);
        for (long instant = 0; instant < phase.endNanos() + 3; instant++) {
            assertThat(warmups.contain(instant)).isEqualTo(phase.load().isWarmup(instant - start));
        }
    }
}
