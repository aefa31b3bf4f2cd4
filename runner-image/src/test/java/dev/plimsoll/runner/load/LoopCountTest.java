package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.http.Transport;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoopCountTest {
    private static int loops(Load load, int cap, int shards, int processors) {
        return loops(load, cap, shards, OptionalInt.empty(), processors);
    }

    private static int loops(Load load, int cap, int shards, OptionalInt asked, int processors) {
        var plan = Plans.of(target(1), load, cap, step("cart", "GET", SECOND));
        return LoopCount.of(plan, new Shard(0, shards), new LoadRun.Machine(Transport.nio(), asked, processors, 0));
    }

    @Test
    void shouldBeWhatIsAskedForUnlessALoopWouldHaveNothingToSend() {
        assertThat(loops(uniform(1, 1), 100, 1, OptionalInt.of(3), 2)).isEqualTo(3);
        assertThat(loops(uniform(1, 1), 2, 1, OptionalInt.of(3), 2)).isEqualTo(2);
    }

    @Test
    void shouldBeAsManyAsTheShardsRateNeeds() {
        assertThat(loops(uniform(100, 1), 1_000, 1, 8)).isEqualTo(1);
        assertThat(loops(uniform(30_000, 1), 1_000, 1, 8)).isEqualTo(3);
        assertThat(loops(uniform(30_000, 1), 1_000, 3, 8)).isEqualTo(1);
        assertThat(loops(users(64, 1, 0), 1_000, 1, 4)).isEqualTo(4);
    }

    @Test
    void shouldNotExceedProcessorsNorTheCap() {
        assertThat(loops(uniform(500_000, 1), 1_000, 1, 2)).isEqualTo(2);
        assertThat(loops(uniform(500_000, 1), 3, 1, 8)).isEqualTo(3);
        assertThat(loops(uniform(500_000, 1), 0, 1, 8)).isEqualTo(1);
    }
}
