package dev.plimsoll.runner.data;

import dev.plimsoll.engine.contract.DataSet.Order;
import dev.plimsoll.runner.rate.Hash;
import dev.plimsoll.runner.rate.Lane;

/**
 * Deals out one loop's share of a data set's rows. The uses of all loops of all runners have numbers as slots have: no
 * two have the same, so that rows that are used once in order are used once in the whole run.
 */
public final class Feed {
    /** There is no row left. */
    public static final int NONE = -1;

    private final Order order;
    private final int size;
    private final Lane lane;
    private final long seed;
    private final Shuffle shuffle;
    private long uses;

    public Feed(Order order, int size, Lane lane, long seed) {
        this.order = order;
        this.size = size;
        this.lane = lane;
        this.seed = seed;
        shuffle = new Shuffle(size);
    }

    /** The place of the next row; {@link #NONE} when rows are unique and the loop's share of them is used up. */
    public int next() {
        long use = lane.number(uses++);
        int turned = (int) (use % size);
        return switch (order) {
            case SEQUENTIAL -> turned;
            case RANDOM -> (int) Math.unsignedMultiplyHigh(Hash.of(seed, use), size);
            case SHUFFLED -> shuffle.at(turned, Hash.of(seed, use / size));
            case UNIQUE -> use < size ? turned : NONE;
        };
    }
}
