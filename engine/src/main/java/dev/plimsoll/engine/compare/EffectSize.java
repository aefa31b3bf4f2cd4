package dev.plimsoll.engine.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * How different two arms' values are, for display: it says how large a difference is, and nothing of how sure.
 *
 * @param superiority probability that a candidate's value is higher than a baseline's, ties half: Vargha and Delaney's
 *     A; 0.5 when they are alike
 * @param shifts at the deciles 10 % to 90 % (Doksum's shift function)
 */
public record EffectSize(double superiority, List<Shift> shifts) {
    public EffectSize {
        shifts = List.copyOf(shifts);
    }

    /**
     * What the arms have at one percentile.
     *
     * @param percent above 0 and below 100
     */
    public record Shift(int percent, long baseline, long candidate) {
        /** Positive when the candidate's is higher. */
        public long difference() {
            return candidate - baseline;
        }
    }

    /** Of two histograms with values in the same unit, neither empty. */
    public static EffectSize of(Histogram baseline, Histogram candidate) {
        return new EffectSize(
                MannWhitney.of(baseline, candidate).superiority(),
                IntStream.rangeClosed(1, 9)
                        .map(decile -> 10 * decile)
                        .mapToObj(percent -> new Shift(
                                percent,
                                baseline.getValueAtPercentile(percent),
                                candidate.getValueAtPercentile(percent)))
                        .toList());
    }

    /** How much more often the candidate's value is the higher one than the lower, −1 to 1: Cliff's delta. */
    public double cliffsDelta() {
        return 2 * superiority - 1;
    }
}
