package dev.plimsoll.bench.gate;

/**
 * What a method says of a canary.
 *
 * @param fails whether it says that the candidate is slower
 * @param passes whether it says that it is not; methods that know no third answer pass what they do not fail
 * @param rounds that it took
 */
record Ruling(boolean fails, boolean passes, int rounds) {
    /** Of a method that looks once, at the end. */
    static Ruling atTheEnd(boolean fails) {
        return new Ruling(fails, !fails, Simulator.ROUNDS);
    }
}
