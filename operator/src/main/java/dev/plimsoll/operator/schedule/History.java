package dev.plimsoll.operator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Picks the ended runs that go. What has not ended is not looked at. */
public final class History {
    /** Whoever reads an ended run, and its pods' farewell, need a moment. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private History() {}

    /**
     * How many ended runs stay.
     *
     * @param passed of those with Pass or Warn
     * @param failed of all others
     * @param maxAge since their end; empty for no limit
     */
    public record Limits(int passed, int failed, Optional<Duration> maxAge) {}

    /**
     * A run that ended.
     *
     * @param passed whether its verdict is Pass or Warn
     * @param rollout what it was the gate of; empty when it was none
     */
    public record Ended(String name, Instant endedAt, boolean passed, Optional<String> rollout) {}

    /**
     * Names of the runs that go, the oldest first. The latest of all stays, and the latest gate of each rollout: it
     * keeps a refused revision refused.
     *
     * @param needed names of those that stay whatever their age; they count as kept
     */
    public static List<String> gone(Collection<Ended> runs, Set<String> needed, Limits limits, Instant now) {
        var newestFirst = runs.stream()
                .sorted(Comparator.comparing(Ended::endedAt)
                        .thenComparing(Ended::name)
                        .reversed())
                .toList();
        var kept = new HashSet<>(needed);
        newestFirst.stream().limit(1).map(Ended::name).forEach(kept::add);
        kept.addAll(newestGates(newestFirst));
        kept.addAll(withinLimit(newestFirst, true, limits.passed(), limits, now));
        kept.addAll(withinLimit(newestFirst, false, limits.failed(), limits, now));
        return newestFirst.reversed().stream()
                .filter(run -> !kept.contains(run.name()))
                .filter(run -> run.endedAt().plus(SETTLED).isBefore(now))
                .map(Ended::name)
                .toList();
    }

    private static Set<String> newestGates(List<Ended> newestFirst) {
        var rollouts = new HashSet<String>();
        var gates = new HashSet<String>();
        for (var run : newestFirst) {
            if (run.rollout().filter(rollouts::add).isPresent()) {
                gates.add(run.name());
            }
        }
        return gates;
    }

    private static List<String> withinLimit(
            List<Ended> newestFirst, boolean passed, int most, Limits limits, Instant now) {
        return newestFirst.stream()
                .filter(run -> run.passed() == passed)
                .limit(most)
                .filter(run -> limits.maxAge()
                        .filter(age -> run.endedAt().plus(age).isBefore(now))
                        .isEmpty())
                .map(Ended::name)
                .toList();
    }
}
