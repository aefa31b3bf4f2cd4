package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Phase;
import java.util.Arrays;
import java.util.stream.LongStream;

/** When the warm-ups of a phase are, for who asks at every slot. Immutable. */
public final class Warmups {
    /** Everything is judged. */
    public static final Warmups NONE = new Warmups(new long[0]);

    /** Begin and end of each in turn, since the start instant of the run; ascending. */
    private final long[] bounds;

    private Warmups(long[] bounds) {
        this.bounds = bounds;
    }

    /** Those of a phase. */
    public static Warmups of(Phase phase) {
        return new Warmups(phase.warmups().stream()
                .flatMapToLong(warmup -> LongStream.of(warmup.startNanos(), warmup.endNanos()))
                .toArray());
    }

    /** Whether a slot that is due so long after the start instant of the run is in one. */
    public boolean contain(long instant) {
        int found = Arrays.binarySearch(bounds, instant);
        int passed = found >= 0 ? found + 1 : -found - 1;
        return passed % 2 == 1;
    }
}
