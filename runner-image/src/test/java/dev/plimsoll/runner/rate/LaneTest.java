package dev.plimsoll.runner.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Shard;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LaneTest {
    @Property(tries = 100)
    void shouldDealOutEveryNumberOnce(
            @ForAll @IntRange(min = 1, max = 7) int shards, @ForAll @IntRange(min = 1, max = 5) int loops) {
        var numbers = IntStream.range(0, shards * loops)
                .mapToObj(i -> new Lane(new Shard(i / loops, shards), i % loops, loops))
                .flatMapToLong(lane -> LongStream.range(0, 4)
                        .peek(n -> assertThat(lane.place(lane.number(n))).isEqualTo((int) n))
                        .map(lane::number))
                .sorted();
        assertThat(numbers)
                .containsExactly(
                        LongStream.range(0, 4L * shards * loops).boxed().toArray(Long[]::new));
    }

    @Property(tries = 100)
    void shouldShareOutAWholeWithoutARest(
            @ForAll @IntRange(min = 1, max = 7) int shards,
            @ForAll @IntRange(min = 1, max = 5) int loops,
            @ForAll @IntRange(min = 0, max = 1_000) int whole) {
        int sum = IntStream.range(0, shards * loops)
                .map(i -> new Lane(new Shard(i / loops, shards), i % loops, loops).partOf(whole))
                .sum();
        assertThat(sum).isEqualTo(whole);
    }

    @Test
    void shouldRefuseALoopThatDoesNotExist() {
        assertThatThrownBy(() -> new Lane(new Shard(0, 1), 2, 2)).hasMessage("loop 2 of 2 does not exist");
    }
}
