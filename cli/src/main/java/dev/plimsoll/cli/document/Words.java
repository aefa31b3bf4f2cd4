package dev.plimsoll.cli.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names that a person may have meant. */
final class Words {
    private Words() {}

    /** The closest of the known words, if it is close enough to be a slip of the finger. */
    static Optional<String> meant(String word, Collection<String> known) {
        int reach = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= reach)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to do about an unknown word: the one that was meant, or all there are. */
    static String remedy(String word, Collection<String> known) {
        return meant(word, known)
                .map(candidate -> "did you mean " + candidate + "?")
                .orElseGet(() -> {
                    var all = known.stream().sorted().collect(Collectors.joining(", "));
                    return all.isEmpty() ? "remove it" : "known here: " + all;
                });
    }

    /** Damerau–Levenshtein distance (optimal string alignment), blind to case. */
    static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int change = cost[i - 1][j - 1] + (same ? 0 : 1);
                int best = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
