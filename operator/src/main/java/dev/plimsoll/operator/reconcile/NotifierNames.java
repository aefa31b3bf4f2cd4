package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.NotificationSpec;
import dev.plimsoll.operator.notify.Notifiers;
import dev.plimsoll.operator.status.EventFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Says when a LoadTest is applied that nobody has a name in it, and not only in the night when there is something to
 * tell.
 */
final class NotifierNames {
    private final Cluster cluster;
    private final Notifiers notifiers;
    private final Map<String, Long> checkedGenerations = new ConcurrentHashMap<>();

    NotifierNames(Cluster cluster, Notifiers notifiers) {
        this.cluster = cluster;
        this.notifiers = notifiers;
    }

    /** Once for each generation; a LoadTest runs nevertheless. */
    void check(LoadTest test) {
        var generation = test.getMetadata().getGeneration();
        if (generation.equals(checkedGenerations.put(test.getMetadata().getUid(), generation))) {
            return;
        }
        Stream.ofNullable(test.getSpec().notifications())
                .flatMap(List::stream)
                .map(NotificationSpec::to)
                .filter(to -> !notifiers.has(to))
                .forEach(to -> cluster.tell(
                        test,
                        EventFactory.Kind.Warning,
                        "UnknownNotifier",
                        "spec.notifications: " + to + ": " + notifiers.unknown(to)));
    }

    void forget(LoadTest test) {
        checkedGenerations.remove(test.getMetadata().getUid());
    }
}
