package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.RunPlan;
import org.jspecify.annotations.Nullable;

/**
 * Which slots and users of a lane are an arm's: in an ordinary run all, in a comparison one of each pair. A lane's
 * slots make pairs in the order in which they fall due, its users in that of their numbers. Which arm gets a pair's
 * first slot depends on the round, see {@link RoundOrder}, and alternates between lanes; a user stays with one arm for
 * the whole run. Immutable.
 */
public final class ArmShare {
    /** All of it. */
    public static final ArmShare WHOLE = new ArmShare(null, 0);

    private final @Nullable RoundOrder order;

    /** Which of a pair is this arm's, 0 or 1, unless the round swaps them. */
    private final int mine;

    private ArmShare(@Nullable RoundOrder order, int mine) {
        this.order = order;
        this.mine = mine;
    }

    /**
     * An arm's share of a lane.
     *
     * @param arm its place in the plan
     * @param lane number of the lane: from 0, one for each loop of each shard
     */
    public static ArmShare of(RunPlan plan, int arm, long lane) {
        var comparison = plan.comparison();
        return comparison == null
                ? WHOLE
                : new ArmShare(RoundOrder.of(comparison, plan.seed()), (int) ((arm + lane) % 2));
    }

    /**
     * Whether a slot is in it.
     *
     * @param place of the slot among those of the lane, from 0
     * @param pairDue when the first slot of its pair falls due: a pair at a round's end is of one order
     */
    public boolean hasSlot(long place, long pairDue) {
        return order == null || (place + (order.isSwapped(pairDue) ? 1 : 0)) % 2 == mine;
    }

    /**
     * Whether a user is in it.
     *
     * @param place of the user among those of the lane, from 0
     */
    public boolean hasUser(long place) {
        return order == null || place % 2 == mine;
    }

    /** Which of this share's users, from 0, has a place among those of the lane. */
    public int indexOf(int place) {
        return order == null ? place : place / 2;
    }
}
