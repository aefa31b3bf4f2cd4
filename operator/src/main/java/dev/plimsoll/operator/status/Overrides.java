package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody wants to be done in place of a verdict, from two annotations: why, and until when. It ends by
 * itself, and nobody can set it for ever. The verdict stays what was measured.
 */
public final class Overrides {
    /** Longer than it takes to mend something, and too short to be forgotten. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_REASON = 256;

    private final Clock clock;

    public Overrides(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the annotations of a resource come to now.
     *
     * @param standing what is in force; null for nothing
     * @param refused why what is asked for is not in force; null when nothing is asked for, or it is in force or over
     * @param left how long it is in force; zero for nothing
     */
    public record Reading(
            @Nullable OverrideStatus standing, @Nullable String refused, Duration left) {
        static final Reading NONE = new Reading(null, null, Duration.ZERO);

        static Reading refused(String annotation, String value, String remedy) {
            return new Reading(null, annotation + ": " + (value.isEmpty() ? "" : value + ": ") + remedy, Duration.ZERO);
        }
    }

    /** Reads the annotations of a LoadTest or LoadTestRun. */
    public Reading of(HasMetadata resource) {
        var annotations = resource.getMetadata().getAnnotations();
        var reason = value(annotations, Api.OVERRIDE_ANNOTATION);
        var until = value(annotations, Api.OVERRIDE_UNTIL_ANNOTATION);
        if (reason.isEmpty()) {
            return until.isEmpty()
                    ? Reading.NONE
                    : Reading.refused(
                            Api.OVERRIDE_ANNOTATION, "", "says no reason; say why, such as \"known, see #42\"");
        }
        if (until.isEmpty()) {
            return Reading.refused(
                    Api.OVERRIDE_UNTIL_ANNOTATION,
                    "",
                    "is not set, and no override lasts for ever; give an instant such as "
                            + clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
        }
        try {
            return of(reason, until, OffsetDateTime.parse(until).toInstant());
        } catch (DateTimeException _) {
            return Reading.refused(
                    Api.OVERRIDE_UNTIL_ANNOTATION, until, "is no instant; write one such as 2026-01-31T18:00:00Z");
        }
    }

    private Reading of(String reason, String until, Instant end) {
        var left = Duration.between(clock.instant(), end);
        if (!left.isPositive()) {
            return Reading.NONE;
        }
        return left.compareTo(LONGEST) > 0
                ? Reading.refused(
                        Api.OVERRIDE_UNTIL_ANNOTATION,
                        until,
                        "is more than " + LONGEST.toDays() + " days ahead; give an earlier instant")
                : new Reading(
                        new OverrideStatus(
                                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), end.toString()),
                        null,
                        left);
    }

    private static String value(@Nullable Map<String, String> annotations, String name) {
        return annotations == null
                ? ""
                : Objects.requireNonNullElse(annotations.get(name), "").strip();
    }
}
