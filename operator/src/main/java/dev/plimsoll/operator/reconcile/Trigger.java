package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import java.util.Optional;

/**
 * What makes a run of a LoadTest: a change of its spec, which the API server counts as its generation, or of its run
 * annotation. The same cause has the same trigger, and runs once. The spec itself is not looked at: a new version of
 * the CRD may fill in new defaults, and must not run every LoadTest of the cluster again.
 */
final class Trigger {
    private Trigger() {}

    /**
     * Whether the LoadTest runs by itself: the gate of a rollout waits for revisions, unless somebody asks for a run.
     */
    static boolean isAsked(LoadTest test) {
        var annotations = test.getMetadata().getAnnotations();
        return test.getSpec().gate() == null || (annotations != null && annotations.containsKey(Api.RUN_ANNOTATION));
    }

    static String of(LoadTest test) {
        var metadata = test.getMetadata();
        return Optional.ofNullable(metadata.getAnnotations())
                .map(annotations -> annotations.get(Api.RUN_ANNOTATION))
                .map(asked -> metadata.getGeneration() + "/" + asked)
                .orElseGet(() -> String.valueOf(metadata.getGeneration()));
    }
}
