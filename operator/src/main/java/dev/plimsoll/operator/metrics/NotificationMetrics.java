package dev.plimsoll.operator.metrics;

import dev.plimsoll.api.v1alpha1.NotificationStatus.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what came of attempts to tell somebody. Labels are bounded by the notifiers of the operator's configuration.
 */
public final class NotificationMetrics {
    /** LoadTests may name whom they like; no name of a notifier looks so. */
    private static final String UNKNOWN = "(unknown)";

    private record Key(String to, State outcome) {}

    private final Map<Key, Counter> counters = new HashMap<>();

    /** All begin at zero, so that the first failure is an increase. */
    public NotificationMetrics(MeterRegistry registry, Set<String> notifiers) {
        for (var outcome : State.values()) {
            if (outcome != State.Pending) {
                notifiers.forEach(to -> register(registry, new Key(to, outcome)));
            }
        }
        register(registry, new Key(UNKNOWN, State.Failed));
    }

    /** An attempt came to this. */
    public void count(String to, State outcome) {
        Optional.ofNullable(counters.get(new Key(to, outcome)))
                .or(() -> Optional.ofNullable(counters.get(new Key(UNKNOWN, outcome))))
                .ifPresent(Counter::increment);
    }

    private void register(MeterRegistry registry, Key key) {
        counters.put(
                key,
                Counter.builder("plimsoll.notifications")
                        .description("Attempts to tell of a verdict, by what came of them")
                        .tag("to", key.to())
                        .tag("outcome", key.outcome().name())
                        .register(registry));
    }
}
