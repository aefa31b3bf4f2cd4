package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.collect.RunName;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run and what is there of it on the cluster.
 *
 * @param job its Job, when the informer has seen it
 * @param pods the pods of that Job, as far as the informer has seen them
 */
record ObservedRun(LoadTestRun run, Optional<Job> job, List<Pod> pods) {

    ObservedRun with(LoadTestRun newer) {
        return new ObservedRun(newer, job, pods);
    }

    RunName name() {
        return new RunName(run.getMetadata().getNamespace(), run.getMetadata().getName());
    }

    RunPhase phase() {
        var status = run.getStatus();
        return status == null || status.phase() == null ? RunPhase.Pending : status.phase();
    }

    /** The status; only phases after Pending may ask. */
    LoadTestRunStatus status() {
        return Objects.requireNonNull(run.getStatus());
    }

    /** The frozen spec; only phases after Pending may ask. */
    LoadTestSpec test() {
        return Objects.requireNonNull(run.getSpec().test());
    }
}
