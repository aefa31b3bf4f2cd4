package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class ArmShareTest {
    private static final int ROUNDS = 20;
    private static final long ROUND = 1_000;

    private static RunPlan plan(@Nullable Comparison comparison, long seed) {
        var target = new Target("http", "shop", 80, "", null);
        var arms = List.of(new Arm(Arm.BASELINE, target), new Arm(Arm.CANDIDATE, target));
        return new RunPlan(RunPlan.VERSION, "shop/run", arms, List.of(), comparison, List.of(), 1, 1, 1, seed);
    }

    private static RunPlan comparing(long seed) {
        return plan(new Comparison(6, ROUNDS, ROUND), seed);
    }

    /** Which arm each of a lane's slots goes to; fails when there is not exactly one. */
    private static int[] arms(RunPlan plan, long lane, long[] slots) {
        var shares = List.of(ArmShare.of(plan, 0, lane), ArmShare.of(plan, 1, lane));
        return IntStream.range(0, slots.length)
                .map(place -> {
                    long pairDue = slots[place - place % 2];
                    assertThat(shares.get(0).hasSlot(place, pairDue))
                            .isNotEqualTo(shares.get(1).hasSlot(place, pairDue));
                    return shares.get(1).hasSlot(place, pairDue) ? 1 : 0;
                })
                .toArray();
    }

    /** Slots at any distance from one another, over all rounds. */
    private static long[] slots(long seed) {
        var random = new Random(seed);
        return random.longs(2_000, 0, ROUNDS * ROUND).sorted().toArray();
    }

    @Property(tries = 100, seed = "41")
    void shouldGiveEachPairToBothArmsOnEveryLane(@ForAll long seed, @ForAll @IntRange(max = 9) int lane) {
        var arms = arms(comparing(seed), lane, slots(seed));
        for (int pair = 0; pair < arms.length; pair += 2) {
            assertThat(arms[pair] + arms[pair + 1]).isEqualTo(1);
        }
    }

    @Property(tries = 100, seed = "42")
    void shouldSwapTheOrderOnceInEachTwoRounds(@ForAll long seed, @ForAll @IntRange(max = 9) int lane) {
        var share = ArmShare.of(comparing(seed), 0, lane);
        for (int round = 0; round < ROUNDS; round += 2) {
            assertThat(share.hasSlot(0, round * ROUND)).isNotEqualTo(share.hasSlot(0, (round + 1) * ROUND));
            assertThat(share.hasSlot(0, round * ROUND)).isEqualTo(share.hasSlot(0, (round + 1) * ROUND - 1));
        }
    }

    @Property(tries = 100, seed = "43")
    void shouldGiveTheFirstSlotToTheOtherArmOnTheNextLane(@ForAll long seed, @ForAll @IntRange(max = 9) int lane) {
        var slots = slots(seed);
        var here = arms(comparing(seed), lane, slots);
        var next = arms(comparing(seed), lane + 1, slots);
        assertThat(IntStream.of(here).map(arm -> 1 - arm))
                .containsExactly(IntStream.of(next).boxed().toArray(Integer[]::new));
    }

    @Property(tries = 100, seed = "44")
    void shouldShareUsersInHalvesHoweverManyLanesThereAre(
            @ForAll @IntRange(max = 40) int users, @ForAll @IntRange(min = 1, max = 7) int lanes) {
        var plan = comparing(1);
        long baseline = IntStream.range(0, users)
                .filter(user -> ArmShare.of(plan, 0, user % lanes).hasUser(user / lanes))
                .count();
        long candidate = IntStream.range(0, users)
                .filter(user -> ArmShare.of(plan, 1, user % lanes).hasUser(user / lanes))
                .count();
        assertThat(baseline + candidate).isEqualTo(users);
        assertThat(Math.abs(baseline - candidate)).isLessThanOrEqualTo(1);
    }

    @Property(tries = 20, seed = "45")
    void shouldNumberAnArmsUsersWithoutAGap(@ForAll @IntRange(max = 1) int arm, @ForAll @IntRange(max = 9) int lane) {
        var share = ArmShare.of(comparing(1), arm, lane);
        assertThat(IntStream.range(0, 20).filter(share::hasUser).map(share::indexOf))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(IntStream.range(0, 20).filter(ArmShare.WHOLE::hasUser).map(ArmShare.WHOLE::indexOf))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Example
    void shouldOrderRoundsDifferentlyWhenTheSeedIsAnother() {
        var orders = new HashSet<List<Boolean>>();
        for (long seed = 0; seed < 50; seed++) {
            var share = ArmShare.of(comparing(seed), 0, 0);
            orders.add(IntStream.range(0, ROUNDS)
                    .mapToObj(round -> share.hasSlot(0, round * ROUND))
                    .toList());
        }
        assertThat(orders).hasSizeGreaterThan(40);
    }

    @Example
    void shouldHaveAllWhenNothingIsCompared() {
        assertThat(ArmShare.of(plan(null, 1), 0, 3)).isSameAs(ArmShare.WHOLE);
        assertThat(ArmShare.WHOLE.hasSlot(0, 0) && ArmShare.WHOLE.hasSlot(1, 0)).isTrue();
    }
}
