package dev.plimsoll.engine.compare;

/**
 * How many rounds a comparison has, said before the first one: the levels depend on both numbers.
 *
 * @param min rounds before the first look, {@value #FEWEST} to {@value #LATEST_FIRST}
 * @param max rounds after which it ends undecided, from {@code min} to {@value #MOST}
 */
public record Rounds(int min, int max) {
    /** Fewer differences say next to nothing about how much they scatter. */
    public static final int FEWEST = 4;

    /** The most rounds that may go by before the first look. */
    public static final int LATEST_FIRST = 20;

    /** The most rounds for which levels are known. */
    public static final int MOST = 60;

    /** 6 to 20. */
    public static final Rounds DEFAULT = new Rounds(6, 20);

    public Rounds {
        if (min < FEWEST || min > LATEST_FIRST) {
            throw new IllegalArgumentException(
                    "rounds.min " + min + ": must be from " + FEWEST + " to " + LATEST_FIRST);
        }
        if (max < min || max > MOST) {
            throw new IllegalArgumentException(
                    "rounds.max " + max + ": must be from rounds.min, which is " + min + ", to " + MOST);
        }
    }

    /** How often the rounds so far are looked at, at most. */
    int looks() {
        return max - min + 1;
    }
}
