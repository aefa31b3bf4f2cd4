package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.histogram.Timeline;
import dev.plimsoll.engine.histogram.Window;
import dev.plimsoll.engine.quantity.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches one run, second by second, and says when a rule has held for as long as it must. A second without requests neither
 * breaks a rule's run of bad seconds nor makes it longer. Not thread-safe: it belongs to the thread of the run's timeline.
 */
public final class AbortWatch {
    private final List<RuleWatch> watches;
    private long nextSecond;

    /** Watches a run from its first second. */
    public AbortWatch(List<AbortRule> rules) {
        watches = rules.stream().map(RuleWatch::new).toList();
    }

    /**
     * Looks at every second that became complete since the last look.
     *
     * @return the stop reason, beginning with {@code Aborted: }, when the load must end
     */
    public Optional<String> look(Timeline timeline) {
        var reasons = new ArrayList<String>();
        for (long last = timeline.completeThrough(); nextSecond <= last; nextSecond++) {
            timeline.second(nextSecond).ifPresent(second -> observe(second).ifPresent(reasons::add));
        }
        return reasons.stream().findFirst();
    }

    /** Looks at the next second, or a longer stretch when seconds were joined. */
    Optional<String> observe(Window second) {
        return watches.stream().filter(watch -> watch.holdsLongEnough(second)).toList().stream()
                .map(watch -> StopCause.ABORTED.because(watch.sentence()))
                .findFirst();
    }

    /** How long one rule has held without a break. */
    private static final class RuleWatch {
        private final AbortRule rule;
        private long heldNanos;
        private double latest;

        RuleWatch(AbortRule rule) {
            this.rule = rule;
        }

        boolean holdsLongEnough(Window second) {
            var value = rule.metric().of(second.sum());
            if (value.isEmpty()) {
                return false;
            }
            latest = value.getAsDouble();
            heldNanos = latest > rule.threshold() ? heldNanos + second.endNanos() - second.startNanos() : 0;
            return heldNanos > 0 && heldNanos >= rule.forNanos();
        }

        String sentence() {
            return "%s was above %s for %s, last at %s"
                    .formatted(
                            rule.metric().subject(),
                            rule.metric().format(rule.threshold()),
                            Durations.format(heldNanos),
                            rule.metric().format(latest));
        }
    }
}
