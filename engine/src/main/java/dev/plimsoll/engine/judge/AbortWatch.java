package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.histogram.Tally;
import dev.plimsoll.engine.histogram.Timeline;
import dev.plimsoll.engine.histogram.Window;
import dev.plimsoll.engine.quantity.Durations;
import java.util.List;
import java.util.Optional;

/**
 * Watches one run, second by second, and says when a rule has held for as long as it must. A second without requests
 * neither breaks a rule's run of bad seconds nor makes it longer. Seconds that a checkpoint has joined break it: which
 * of them were bad is not known, and a resumed watch must not abort for what was tolerated when it happened. Not
 * thread-safe: it belongs to the thread of the run's timeline.
 */
public final class AbortWatch {
    private static final long SECOND = 1_000_000_000L;

    private final List<RuleWatch> watches;
    private long nextSecond;

    /** Watches a run from its first second. */
    public AbortWatch(List<AbortRule> rules) {
        watches = rules.stream().map(RuleWatch::new).toList();
    }

    /**
     * Looks at every second that became complete since the last look.
     *
     * @return when the load must end, why: {@code error rate was above 10% for 10s, last at 34%}
     */
    public Optional<String> look(Timeline timeline) {
        var reason = Optional.<String>empty();
        for (long last = timeline.completeThrough(); nextSecond <= last && reason.isEmpty(); nextSecond++) {
            reason = timeline.second(nextSecond).flatMap(this::observe);
        }
        return reason;
    }

    /** Looks at the next second, or at several where they were joined. */
    Optional<String> observe(Window second) {
        long nanos = second.endNanos() - second.startNanos();
        watches.forEach(watch -> watch.observe(second.sum(watch.rule::looksAt), nanos));
        return watches.stream().filter(RuleWatch::holdsLongEnough).findFirst().map(RuleWatch::sentence);
    }

    /** How long one rule has held without a break. */
    private static final class RuleWatch {
        private final AbortRule rule;
        private long heldNanos;
        private double latest;

        RuleWatch(AbortRule rule) {
            this.rule = rule;
        }

        void observe(Tally tally, long nanos) {
            rule.metric().of(tally).ifPresent(value -> {
                latest = value;
                heldNanos = rule.isBrokenBy(value) && nanos <= SECOND ? heldNanos + nanos : 0;
            });
        }

        boolean holdsLongEnough() {
            return heldNanos > 0 && heldNanos >= rule.forNanos();
        }

        String sentence() {
            return "%s was %s for %s, last at %s"
                    .formatted(
                            rule.subject(),
                            rule.limitText(),
                            Durations.format(heldNanos),
                            rule.metric().format(latest));
        }
    }
}
