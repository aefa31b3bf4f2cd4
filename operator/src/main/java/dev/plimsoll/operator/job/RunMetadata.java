package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Labels and owner of everything that belongs to a run. */
public final class RunMetadata {
    /** Selects everything that the operator made for runs. */
    public static final String MANAGED = "app.kubernetes.io/managed-by=plimsoll-operator";

    private RunMetadata() {}

    /** Metadata of an object of the run. */
    public static ObjectMeta of(LoadTestRun run, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(run.getMetadata().getNamespace())
                .withLabels(labels(run))
                .withOwnerReferences(owner(run))
                .build();
    }

    /** The run as the controlling owner. It does not block its own deletion, which would need a right on finalizers. */
    public static OwnerReference owner(LoadTestRun run) {
        return new OwnerReferenceBuilder()
                .withApiVersion(run.getApiVersion())
                .withKind(run.getKind())
                .withName(run.getMetadata().getName())
                .withUid(run.getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** Labels of an object of the run. */
    public static Map<String, String> labels(LoadTestRun run) {
        var labels = new TreeMap<>(selector(run));
        labels.put("app.kubernetes.io/name", "plimsoll");
        labels.put("app.kubernetes.io/component", "runner");
        labels.put("app.kubernetes.io/managed-by", "plimsoll-operator");
        var loadTest = run.getSpec().loadTest();
        if (loadTest != null) {
            labels.put(Api.LOAD_TEST_LABEL, RunNames.label(loadTest));
        }
        return labels;
    }

    /** Annotations of a runner pod: the run's whole name, which may be too long for a label. */
    static Map<String, String> annotations(LoadTestRun run) {
        return Map.of(Api.RUN_LABEL, run.getMetadata().getName());
    }

    /** Name of the run that a runner pod belongs to; empty for other pods. */
    public static Optional<String> runOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.RUN_LABEL));
    }

    /** The label that only objects of this run have. */
    static Map<String, String> selector(LoadTestRun run) {
        return Map.of(Api.RUN_LABEL, RunNames.label(run.getMetadata().getName()));
    }
}
