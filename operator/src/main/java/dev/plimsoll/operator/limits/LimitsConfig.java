package dev.plimsoll.operator.limits;

import dev.plimsoll.engine.contract.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code limits} of the operator's configuration.
 *
 * @param maxRuns how many runs may be at work at once in the cluster; any number when null
 * @param namespaces what holds in each; of a namespace only the entry that names it counts, or else that of {@code *}
 */
public record LimitsConfig(@Nullable Integer maxRuns, List<NamespaceLimits> namespaces) {
    /** No limits. */
    public static final LimitsConfig NONE = new LimitsConfig(null, List.of());

    /** The rule of the cluster, by its place in the configuration. */
    public static final String MAX_RUNS = "limits.maxRuns";

    public LimitsConfig {
        namespaces =
                List.copyOf(Objects.requireNonNullElse(namespaces, List.<NamespaceLimits>of())); // YAML may not have it
        NamespaceLimits.checkMaxRuns(maxRuns);
        var names = new HashSet<String>();
        for (var entry : namespaces) {
            if (!names.add(entry.name())) {
                throw new IllegalArgumentException("namespaces: there are two entries for \"" + entry.name()
                        + "\", and nobody can say which one counts; remove one of them");
            }
        }
    }

    /** What holds in a namespace; empty when nothing does. */
    public Optional<NamespaceLimits> of(String namespace) {
        return entry(namespace).or(() -> entry(NamespaceLimits.OTHERS));
    }

    private Optional<NamespaceLimits> entry(String name) {
        return namespaces.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** What a plan in a namespace is held to, by the operator and by its runners; null for nothing. */
    public @Nullable Limits ofPlan(String namespace) {
        return of(namespace)
                .filter(entry -> entry.maxRate() != null || entry.targets() != null)
                .map(entry -> new Limits(entry.rule(), entry.maxPerSecond(), entry.targets()))
                .orElse(null);
    }
}
