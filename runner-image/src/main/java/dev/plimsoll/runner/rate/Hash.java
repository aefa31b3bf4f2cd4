package dev.plimsoll.runner.rate;

/** Random numbers by place instead of by order: the same seed and place always give the same number. */
public final class Hash {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Hash() {}

    /**
     * 64 well-mixed bits of a seed and a place: twice the finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
     */
    public static long of(long seed, long place) {
        return mix(mix(seed) + (place + 1) * GOLDEN_GAMMA);
    }

    /** Evenly distributed in [0, 1). */
    public static double unit(long seed, long place) {
        return (of(seed, place) >>> 11) * 0x1p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
