package dev.plimsoll.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes conditions. The time of the last transition moves only when the status of the condition changes. */
public final class Conditions {
    private final Clock clock;

    public Conditions(Clock clock) {
        this.clock = clock;
    }

    /** Three-valued status of a condition, as the API writes it. */
    public enum Truth {
        True,
        False,
        Unknown;

        static Truth of(boolean value) {
            return value ? True : False;
        }
    }

    /**
     * What a condition shall say.
     *
     * @param reason stable word
     * @param message for people; never empty, since a server of version 1.20 applies an empty string as null
     */
    public record Claim(ConditionType type, Truth truth, String reason, String message) {
        public Claim {
            if (message.isEmpty()) {
                throw new IllegalArgumentException("condition " + type + " says nothing");
            }
        }
    }

    /** The conditions with one more, or with another of its type. */
    List<Condition> with(Claim claim, long generation, @Nullable List<Condition> before) {
        return with(claim, generation, before, before);
    }

    /**
     * The conditions with one more, or with another of its type.
     *
     * @param before those that were shown, for the transition time
     */
    List<Condition> with(
            Claim claim, long generation, @Nullable List<Condition> those, @Nullable List<Condition> before) {
        var others = Stream.ofNullable(those)
                .flatMap(List::stream)
                .filter(condition -> !claim.type().name().equals(condition.getType()));
        return Stream.concat(others, of(List.of(claim), generation, before).stream())
                .toList();
    }

    /** The claims as conditions, with the transition times of those that were there. */
    public List<Condition> of(List<Claim> claims, long generation, @Nullable List<Condition> before) {
        var conditions = new ArrayList<Condition>();
        for (var claim : claims) {
            conditions.add(new ConditionBuilder()
                    .withType(claim.type().name())
                    .withStatus(claim.truth().name())
                    .withReason(claim.reason())
                    .withMessage(claim.message())
                    .withObservedGeneration(generation)
                    .withLastTransitionTime(transitionTime(claim, before))
                    .build());
        }
        return List.copyOf(conditions);
    }

    /** The condition of this type; empty when there is none. */
    public static Optional<Condition> find(@Nullable List<Condition> conditions, ConditionType type) {
        return Optional.ofNullable(conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> type.name().equals(condition.getType()))
                .findFirst();
    }

    private String transitionTime(Claim claim, @Nullable List<Condition> before) {
        return find(before, claim.type())
                .filter(condition -> claim.truth().name().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now().toString());
    }

    /** Kubernetes keeps seconds only. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
