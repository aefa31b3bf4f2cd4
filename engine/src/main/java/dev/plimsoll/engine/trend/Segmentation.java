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
    /**
     * Weak points are looked for at this many times the level: two that hide each other may be strong together. What
     * comes and goes again within a window must be this many times as sure, for its end is chosen too.
     */
    private static final double WEAK = 10;

    /** And must last so many nights, or it would be some wild ones. */
    private static final int LASTING = 5;

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
        EDivisive.split(values, from, to, shortest)
                .filter(split -> pValue(values, from, split.at(), to) <= WEAK * level
                        || (comesAndGoes(split) && pValue(values, from, split.at(), split.end()) <= level / WEAK))
                .ifPresent(split -> {
                    found.add(split.at());
                    split(values, from, split.at(), found);
                    split(values, split.at(), to, found);
                });
    }

    private static boolean comesAndGoes(EDivisive.Split split) {
        return split.end() - split.at() >= LASTING;
    }

    private double pValue(double[] values, int from, int at, int to) {
        return significance.pValue(Arrays.copyOfRange(values, from, to), new int[] {0, at - from, to - from}, 1);
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

    /** A point that may be taken away again; near when another one is nearer than two change points can be. */
    private record Candidate(int at, boolean near, double pValue, double size) {}

    private List<Candidate> candidates(double[] values, List<Integer> points) {
        return points.stream().map(at -> candidate(values, points, at)).toList();
    }

    /** Two windows may have found the same change some nights apart: each is weighed as if it were the only one. */
    private Candidate candidate(double[] values, List<Integer> points, int at) {
        var apart = points.stream()
                .filter(other -> other == at || Math.abs(other - at) >= shortest)
                .toList();
        var bounds = bounds(apart, values.length);
        int split = 1 + apart.indexOf(at);
        return new Candidate(
                at,
                apart.size() < points.size(),
                significance.pValue(values, bounds, split),
                size(values, bounds, split));
    }

    /** Of points too near to each other the least likely; then of all; where all are likely, the smallest too small. */
    private Optional<Candidate> weakest(List<Candidate> candidates) {
        return candidates.stream()
                .filter(Candidate::near)
                .max(Comparator.comparingDouble(Candidate::pValue))
                .or(() -> candidates.stream()
                        .filter(candidate -> candidate.pValue > level)
                        .max(Comparator.comparingDouble(Candidate::pValue)))
                .or(() -> candidates.stream()
                        .filter(candidate -> candidate.size < magnitude)
                        .min(Comparator.comparingDouble(Candidate::size)));
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
