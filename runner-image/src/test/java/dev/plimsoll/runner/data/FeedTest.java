package dev.plimsoll.runner.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.DataSet.Order;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.runner.rate.Lane;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
    private static final int RUNNERS = 3;

    /** Two runners of two loops, and one of one. */
    private static List<Feed> feeds(Order order, int size) {
        return IntStream.range(0, RUNNERS)
                .boxed()
                .flatMap(runner -> {
                    int loops = runner == 0 ? 1 : 2;
                    return IntStream.range(0, loops)
                            .mapToObj(loop ->
                                    new Feed(order, size, new Lane(new Shard(runner, RUNNERS), loop, loops), 42));
                })
                .toList();
    }

    private static Stream<Integer> take(Feed feed, int times) {
        return IntStream.range(0, times).mapToObj(_ -> feed.next());
    }

    @Test
    void shouldGiveEachRowToOneSessionOfTheWholeRunWhenTheyAreUnique() {
        var given = feeds(Order.UNIQUE, 100).stream()
                .flatMap(feed -> take(feed, 200))
                .filter(row -> row != Feed.NONE)
                .toList();
        assertThat(given).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void shouldStayExhausted() {
        var feed = new Feed(Order.UNIQUE, 2, new Lane(new Shard(0, 1), 0, 1), 42);
        assertThat(take(feed, 4)).containsExactly(0, 1, Feed.NONE, Feed.NONE);
    }

    @Test
    void shouldBeginAgainAfterTheLastWhenTheyAreSequential() {
        var feed = new Feed(Order.SEQUENTIAL, 3, new Lane(new Shard(0, 1), 0, 1), 42);
        assertThat(take(feed, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void shouldShareRowsOutAsSlotsAreSharedOut() {
        var first = new Feed(Order.SEQUENTIAL, 100, new Lane(new Shard(0, 2), 0, 2), 42);
        var last = new Feed(Order.SEQUENTIAL, 100, new Lane(new Shard(1, 2), 1, 2), 42);
        assertThat(take(first, 3)).containsExactly(0, 4, 8);
        assertThat(take(last, 3)).containsExactly(3, 7, 11);
    }

    @Test
    void shouldGiveEachRowOnceBeforeAnyTwiceWhenTheyAreShuffled() {
        var feed = new Feed(Order.SHUFFLED, 50, new Lane(new Shard(0, 1), 0, 1), 42);
        var once = take(feed, 50).toList();
        var again = take(feed, 50).toList();
        var inOrder = IntStream.range(0, 50).boxed().toList();
        assertThat(once).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(again).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(once);
    }

    @Test
    void shouldGiveAnyRowWhenTheyAreRandom() {
        var feed = new Feed(Order.RANDOM, 10, new Lane(new Shard(0, 1), 0, 1), 42);
        var counts = new int[10];
        take(feed, 10_000).forEach(row -> counts[row]++);
        assertThat(counts)
                .satisfies(all -> assertThat(IntStream.of(all).boxed()).allMatch(n -> n > 850 && n < 1_150));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 17, 1_000, 65_537})
    void shouldPutEveryNumberAtOnePlace(int size) {
        var shuffle = new Shuffle(size);
        assertThat(IntStream.range(0, size).map(place -> shuffle.at(place, 7)).sorted())
                .containsExactly(IntStream.range(0, size).boxed().toArray(Integer[]::new));
    }

    @Test
    void shouldMixWell() {
        var shuffle = new Shuffle(1_000);
        long near = IntStream.range(0, 1_000)
                .filter(place -> Math.abs(shuffle.at(place, 3) - place) < 50)
                .count();
        assertThat(near).as("about a tenth by chance").isBetween(50L, 160L);
    }
}
