package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.Overrides;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of overrides that begin, end, or are refused; and when to look again. */
final class OverrideWatch {
    private final Overrides overrides;
    private final Cluster cluster;

    OverrideWatch(Overrides overrides, Cluster cluster) {
        this.overrides = overrides;
        this.cluster = cluster;
    }

    Overrides.Reading read(HasMetadata resource) {
        return overrides.of(resource);
    }

    /** Writes an event about what is not as it was. */
    void tell(
            HasMetadata about, @Nullable OverrideStatus before, @Nullable String refusedBefore, Overrides.Reading now) {
        var standing = now.standing();
        if (standing != null && !standing.equals(before)) {
            cluster.tell(
                    about,
                    EventFactory.Kind.Warning,
                    "VerdictOverridden",
                    "until " + standing.until() + " the verdict is overridden, which stays what was measured: "
                            + standing.reason());
        } else if (standing == null && before != null) {
            cluster.tell(
                    about,
                    EventFactory.Kind.Normal,
                    "OverrideEnded",
                    "the verdict counts again; it was overridden until " + before.until() + ": " + before.reason());
        }
        if (now.refused() != null && !Objects.equals(now.refused(), refusedBefore)) {
            cluster.tell(about, EventFactory.Kind.Warning, "OverrideRefused", now.refused());
        }
    }

    /** When an override ends by itself; empty when none is in force. */
    static Optional<Duration> end(Overrides.Reading now) {
        return Optional.of(now.left()).filter(Duration::isPositive);
    }

    /** The earlier of both. */
    static Duration earlier(Duration wait, Overrides.Reading now) {
        return end(now).filter(end -> end.compareTo(wait) < 0).orElse(wait);
    }
}
