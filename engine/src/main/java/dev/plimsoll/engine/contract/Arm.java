package dev.plimsoll.engine.contract;

/**
 * One of the targets that a run drives. An ordinary run has one arm, a comparison two, which share its load in halves.
 *
 * @param name {@link #ONLY} in an ordinary run; in a comparison {@link #BASELINE} for the first, {@link #CANDIDATE} for
 *     the second
 * @param target where its requests go
 */
public record Arm(String name, Target target) {

    /** The name, which is never shown, of the one arm of an ordinary run. */
    public static final String ONLY = "";

    /** The name of the arm that a comparison measures against. */
    public static final String BASELINE = "baseline";

    /** The name of the arm that a comparison judges. */
    public static final String CANDIDATE = "candidate";
}
