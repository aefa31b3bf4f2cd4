package dev.plimsoll.engine.trend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Cuts a series at its change points, from the top down and then from the bottom up. Windows that overlap by half are
 * split as long as that is significant at ten times the level; then the weakest points are taken away, one after the
 * other, until all that are left are significant and large enough (Fleming et al. 2023).
 *
 * <p>Unlike there, windows are laid from the end: the last night has always a whole window before it.
 *
 * @param significance of a split
 * @param level that the p-value of a change point is not above
 * @param magnitude that the size of a change point is not below, on the scale of the values
 * @param window length of a window
 * @param shortest values on either side of a change point at least
 */
public record Segmentation(Significance significance, double level, double magnitude, int window, int shortest) {
    /** Weak points are looked for at this many times the level: two that hide each other may be strong together. */
    private static final double WEAK = 10;

    public Segmentation {
        if (!(level > 0 && level < 1 / WEAK && magnitude >= 0 && shortest >= 1 && window >= 2 * shortest)) {
            throw new IllegalArgumentException(
                    "level %s, magnitude %s, window %d, shortest %d".formatted(level, magnitude, window, shortest));
        }
    }

    /**
     * A point at which a series changes.
     *
     * @param at index of the first value after it
     * @param pValue of the difference between the segments on its two sides
     */
    public record Cut(int at, double pValue) {}

    /** The change points of finite values, in order. */
    public List<Cut> cuts(double[] values) {
        return merged(values, weak(values));
    }

    private List<Integer> weak(double[] values) {
        var found = new TreeSet<Integer>();
        for (int to = values.length; to >= 2 * shortest; to -= window / 2) {
            split(values, Math.max(0, to - window), to, found);
        }
        return List.copyOf(found);
    }

    private void split(double[] values, int from, int to, TreeSet<Integer> found) {
        EDivisive.split(values, from, to, shortest).ifPresent(split -> {
            int at = split.at();
            double p =
                    significance.pValue(Arrays.copyOfRange(values, from, to), new int[] {0, at - from, to - from}, 1);
            if (p <= WEAK * level) {
                found.add(at);
                split(values, from, at, found);
                split(values, at, to, found);
            }
        });
    }

    private List<Cut> merged(double[] values, List<Integer> weak) {
        var points = weak;
        while (true) {
            var candidates = candidates(values, points);
            var weakest = weakest(candidates);
            if (weakest.isEmpty()) {
                return candidates.stream()
                        .map(candidate -> new Cut(candidate.at, candidate.pValue))
                        .toList();
            }
            points = points.stream().filter(at -> at != weakest.get().at).toList();
        }
    }

    /** A point that may be taken away again. */
    private record Candidate(int at, double pValue, double size) {}

    private List<Candidate> candidates(double[] values, List<Integer> points) {
        var bounds = bounds(points, values.length);
        return IntStream.rangeClosed(1, points.size())
                .mapToObj(split ->
                        new Candidate(bounds[split], pValue(values, bounds, split), size(values, bounds, split)))
                .toList();
    }

    /** The least likely to be a change; where all are likely, the smallest that is too small. */
    private Optional<Candidate> weakest(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.pValue > level)
                .max(Comparator.comparingDouble(Candidate::pValue))
                .or(() -> candidates.stream()
                        .filter(candidate -> candidate.size < magnitude)
                        .min(Comparator.comparingDouble(Candidate::size)));
    }

    /** Two windows may have found the same change a night apart. */
    private double pValue(double[] values, int[] bounds, int split) {
        boolean tooNear = bounds[split] - bounds[split - 1] < shortest || bounds[split + 1] - bounds[split] < shortest;
        return tooNear ? 1 : significance.pValue(values, bounds, split);
    }

    private static double size(double[] values, int[] bounds, int split) {
        return Math.abs(Medians.of(values, bounds[split], bounds[split + 1])
                - Medians.of(values, bounds[split - 1], bounds[split]));
    }

    private static int[] bounds(List<Integer> points, int length) {
        return IntStream.concat(
                        IntStream.concat(IntStream.of(0), points.stream().mapToInt(Integer::intValue)),
                        IntStream.of(length))
                .toArray();
    }
}
