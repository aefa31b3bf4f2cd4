package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.ResultStatus;
import dev.plimsoll.operator.status.EventFactory.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells of a result that does not get to where it should be, and when it does after all. */
final class ResultEvents {
    private ResultEvents() {}

    static void tell(Cluster cluster, LoadTestRun run, @Nullable ResultStatus before, @Nullable ResultStatus now) {
        if (now == null || (before != null && before.state() == now.state())) {
            return;
        }
        switch (now.state()) {
            case Retrying -> cluster.tell(run, Kind.Warning, "ResultNotArchived", why(now));
            case Lost -> cluster.tell(run, Kind.Warning, "ResultLost", why(now));
            case Archived -> {
                if (before != null) {
                    cluster.tell(run, Kind.Normal, "ResultArchived", "the result is in " + now.location());
                }
            }
            case Embedded -> {
                if (before != null) {
                    cluster.tell(run, Kind.Normal, "ResultEmbedded", why(now));
                }
            }
        }
    }

    private static String why(ResultStatus result) {
        return Objects.requireNonNull(result.message());
    }
}
