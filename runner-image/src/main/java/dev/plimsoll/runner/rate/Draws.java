package dev.plimsoll.runner.rate;

/** A row of random numbers that depends on a seed and a number alone. Reused: each {@link #begin} is a new row. */
public final class Draws {
    private long seed;
    private long drawn;

    /** Begins the row of a slot, or of a user's turn. */
    public void begin(long seed, long number) {
        this.seed = Hash.of(seed, number);
        drawn = 0;
    }

    /** The next 64 random bits. */
    public long bits() {
        return Hash.of(seed, drawn++);
    }

    /** The next number, evenly distributed in [0, 1). */
    public double unit() {
        return Hash.unit(seed, drawn++);
    }
}
