package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes a run of a LoadTest: a change of its spec, which the API server counts as its generation, or of its run
 * annotation; of one with a schedule the annotation alone, and a time that is due. The same cause has the same trigger,
 * and runs once. The spec itself is not looked at: a new version of the CRD may fill in new defaults, and must not run
 * every LoadTest of the cluster again.
 */
final class Trigger {
    private static final String ASKED = "asked/";
    private static final String DUE = "schedule/";

    private Trigger() {}

    /**
     * Whether the LoadTest runs as it is applied: the gate of a rollout waits for revisions and a schedule for its
     * times, unless somebody asks for a run.
     */
    static boolean isAsked(LoadTest test) {
        var spec = test.getSpec();
        return (spec.gate() == null && spec.schedule() == null)
                || annotation(test).isPresent();
    }

    static String of(LoadTest test) {
        var generation = test.getMetadata().getGeneration();
        return annotation(test)
                .map(asked -> (test.getSpec().schedule() == null ? generation + "/" : ASKED) + asked)
                .orElseGet(() -> String.valueOf(generation));
    }

    /** Whether an earlier trigger stands for the same cause; a change of a spec with a schedule is none. */
    static boolean isSame(LoadTest test, String earlier) {
        return test.getSpec().schedule() == null
                ? earlier.equals(of(test))
                : annotation(test)
                        .filter(asked -> asked.equals(annotation(earlier)))
                        .isPresent();
    }

    static String due(Instant time) {
        return DUE + time;
    }

    /** The due time of a run; empty when it was made for another reason. */
    static Optional<Instant> dueTime(LoadTestRun run) {
        return of(run).filter(trigger -> trigger.startsWith(DUE)).flatMap(trigger -> {
            try {
                return Optional.of(Instant.parse(trigger.substring(DUE.length())));
            } catch (DateTimeException e) {
                return Optional.empty(); // somebody changed the annotation
            }
        });
    }

    /** What made a run; empty when somebody made it by hand. */
    static Optional<String> of(LoadTestRun run) {
        return Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.TRIGGER_ANNOTATION));
    }

    private static Optional<String> annotation(LoadTest test) {
        return Optional.ofNullable(test.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.RUN_ANNOTATION));
    }

    private static @Nullable String annotation(String trigger) {
        int slash = trigger.indexOf('/');
        return slash < 0 || trigger.startsWith(DUE) ? null : trigger.substring(slash + 1);
    }
}
