package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.engine.contract.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;

/** The Job that starts the runner pods of a run, once and all together. */
public final class RunnerJob {
    /** The Job outlives its run so long for people who look at its pods' logs. */
    private static final Duration KEPT_AFTER_END = Duration.ofMinutes(10);
    /** For what a run does besides starting and driving load; beyond it something hangs. */
    private static final Duration RESERVE = Duration.ofMinutes(1);

    private RunnerJob() {}

    /**
     * The desired Job of a run.
     *
     * <p>A failed pod is never replaced: a run that lost a runner cannot be judged, and a second pod would send its
     * slots again. Servers that know no Indexed completion ignore it; the operator numbers the runners by itself.
     *
     * @param test the run's frozen spec
     */
    public static Job of(LoadTestRun run, LoadTestSpec test, RunPlan plan, RunnerSettings settings) {
        int count = test.runners().count();
        return new JobBuilder()
                .withMetadata(RunMetadata.of(run, RunNames.job(run.getMetadata().getName())))
                .withNewSpec()
                .withCompletions(count)
                .withParallelism(count)
                .withCompletionMode("Indexed")
                .withBackoffLimit(0)
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(longestSeconds(plan, settings))
                .withTtlSecondsAfterFinished((int) KEPT_AFTER_END.toSeconds())
                .withTemplate(RunnerPod.template(run, test, plan, settings))
                .endSpec()
                .build();
    }

    /** A request may begin to connect when the drain ends, and then has its whole timeout. */
    private static long longestSeconds(RunPlan plan, RunnerSettings settings) {
        return Duration.ofNanos(plan.durationNanos())
                .plusNanos(plan.drainNanos())
                .plusNanos(plan.connectTimeoutNanos())
                .plusNanos(plan.longestTimeoutNanos())
                .plus(settings.startTimeout())
                .plus(RESERVE)
                .toSeconds();
    }
}
