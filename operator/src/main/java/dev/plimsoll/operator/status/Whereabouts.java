package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.ComparisonStatus.Placement;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the pods of the two sides of a comparison run, at one instant. Two sides on different nodes may differ because
 * their nodes do, and nothing in a single run tells the one from the other.
 *
 * @param placement what it comes to
 * @param message a sentence, without its end
 */
public record Whereabouts(Placement placement, String message) {

    /** Of pods that were found, by the names of their nodes. */
    public static Whereabouts of(Set<String> baseline, Set<String> candidate) {
        if (baseline.isEmpty() || candidate.isEmpty()) {
            return unknown("the Service of the " + (baseline.isEmpty() ? "baseline" : "candidate")
                    + " has no pod that is ready");
        }
        return baseline.equals(candidate)
                ? new Whereabouts(
                        Placement.SameNodes, "the pods of both sides run on the same nodes: " + listed(baseline))
                : new Whereabouts(
                        Placement.DifferentNodes,
                        "the pods of the baseline run on %s, those of the candidate on %s"
                                .formatted(listed(baseline), listed(candidate)));
    }

    /** Nobody can say, and why. */
    public static Whereabouts unknown(String why) {
        return new Whereabouts(Placement.Unknown, why + ", so nobody can say whether both sides run on the same nodes");
    }

    /** Of two looks at one run, what speaks more against it. */
    Whereabouts orWorse(Whereabouts later) {
        return rank(later.placement) > rank(placement) ? later : this;
    }

    private static int rank(Placement placement) {
        return switch (placement) {
            case SameNodes -> 0;
            case Unknown -> 1;
            case DifferentNodes -> 2;
        };
    }

    private static String listed(Set<String> nodes) {
        return String.join(", ", new TreeSet<>(nodes));
    }
}
