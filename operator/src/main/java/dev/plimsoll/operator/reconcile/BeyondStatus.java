package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Changes of a run that somebody else made: of its spec, its annotations, or that it is to go. */
public final class BeyondStatus implements OnUpdateFilter<LoadTestRun> {
    @Override
    public boolean accept(LoadTestRun after, LoadTestRun before) {
        return differ(after.getMetadata(), before.getMetadata());
    }

    private static boolean differ(ObjectMeta after, ObjectMeta before) {
        return !Objects.equals(after.getGeneration(), before.getGeneration())
                || !Objects.equals(after.getAnnotations(), before.getAnnotations())
                || !Objects.equals(after.getDeletionTimestamp(), before.getDeletionTimestamp());
    }
}
