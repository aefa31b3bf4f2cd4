package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus.State;
import dev.plimsoll.operator.status.EventFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what came of notifications, and says so beside the run when one came to nothing. */
final class Told {
    private final Cluster cluster;
    private final BiConsumer<String, State> onState;

    /** @param onState told of the notifier and what came of an attempt */
    Told(Cluster cluster, BiConsumer<String, State> onState) {
        this.cluster = cluster;
        this.onState = onState;
    }

    /** Of what is new in a status that was written. */
    void tell(LoadTestRun written, @Nullable LoadTestRunStatus before) {
        var known = Set.copyOf(entries(before).toList());
        entries(written.getStatus())
                .filter(entry -> entry.state() != State.Pending && !known.contains(entry))
                .forEach(entry -> tell(written, entry));
    }

    private void tell(LoadTestRun run, NotificationStatus entry) {
        onState.accept(entry.to(), entry.state());
        if (entry.state() == State.Failed) {
            cluster.tell(
                    run,
                    EventFactory.Kind.Warning,
                    "NotificationFailed",
                    entry.to() + " was not told of the verdict: " + Objects.requireNonNullElse(entry.message(), ""));
        }
    }

    private static Stream<NotificationStatus> entries(@Nullable LoadTestRunStatus status) {
        return Stream.ofNullable(status)
                .flatMap(there -> Stream.ofNullable(there.notifications()))
                .flatMap(List::stream);
    }
}
