package dev.plimsoll.engine.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the site's operators allow one run.
 *
 * @param rule the name of the rule in their configuration, for people to find it: {@code limits.namespaces[shop]}
 * @param maxRate most requests per second of all runners together; null for any
 * @param targets patterns of the hosts that may be connected to, see {@code engine.limit}; null for any
 */
public record Limits(
        String rule, @Nullable Double maxRate, @Nullable List<String> targets) {
    public Limits {
        targets = targets == null ? null : List.copyOf(targets);
    }
}
