package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.QueueStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.limit.PeakRate;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.limits.AdmissionDesk;
import dev.plimsoll.operator.limits.Applicant;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.limits.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs ask here before they begin. A run is at work from the moment it leaves Pending until its load has ended; what is
 * judged then takes nobody's place.
 */
final class Admission implements AdmissionDesk.Register {
    private final KnownRuns known;
    private final RunPlanner planner;
    private final LimitsConfig limits;
    private final AdmissionDesk desk;

    Admission(KnownRuns known, RunPlanner planner, LimitsConfig limits) {
        this.known = known;
        this.planner = planner;
        this.limits = limits;
        this.desk = new AdmissionDesk(limits, this);
    }

    /** Replaces who is told of queued runs that should ask again. */
    void onMove(Consumer<RunName> listener) {
        desk.onMove(run -> listener.accept(new RunName(run.namespace(), run.name())));
    }

    /** Number of runs in the queue. */
    public int queued() {
        return desk.queued();
    }

    /** Asks for a run that has all it needs to begin. */
    Place apply(LoadTestRun run, RunPlan plan) {
        return desk.apply(applicant(run, PeakRate.of(plan)));
    }

    /** The run cannot begin yet, or sends nothing any more. */
    void leave(LoadTestRun run) {
        desk.leave(run.getMetadata().getUid());
    }

    /** Whether a run in this phase may be sending load, or will soon. */
    static boolean isAtWork(RunPhase phase) {
        return switch (phase) {
            case Starting, Running, Collecting -> true;
            case Pending, Judging, Complete, Failed, Aborted -> false;
        };
    }

    // --- what the informer knows

    @Override
    public List<Applicant> atWork() {
        return known.all(run -> isAtWork(phase(run)))
                .map(run -> applicant(run, rate(run)))
                .toList();
    }

    @Override
    public List<Applicant> waiting() {
        return known.all(Admission::hasPlace)
                .map(run -> applicant(run, Double.POSITIVE_INFINITY))
                .toList();
    }

    private static boolean hasPlace(LoadTestRun run) {
        return phase(run) == RunPhase.Pending
                && Optional.ofNullable(run.getStatus())
                        .map(LoadTestRunStatus::queue)
                        .map(QueueStatus::position)
                        .isPresent();
    }

    /** The status that says so may not be written yet. */
    @Override
    public boolean holdsPlace(Applicant run) {
        return there(run)
                .filter(seen -> phase(seen) == RunPhase.Pending || isAtWork(phase(seen)))
                .isPresent();
    }

    @Override
    public boolean waits(Applicant run) {
        return there(run).filter(seen -> phase(seen) == RunPhase.Pending).isPresent();
    }

    private Optional<LoadTestRun> there(Applicant run) {
        return known.find(new RunName(run.namespace(), run.name()))
                .filter(seen -> seen.getMetadata().getUid().equals(run.uid())
                        && seen.getMetadata().getDeletionTimestamp() == null);
    }

    private static RunPhase phase(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .map(LoadTestRunStatus::phase)
                .orElse(RunPhase.Pending);
    }

    /** Planned anew, for who must not ask for more than is left; a run that cannot be is about to fail. */
    private double rate(LoadTestRun run) {
        boolean matters = limits.of(run.getMetadata().getNamespace())
                .filter(entry -> entry.maxRate() != null)
                .isPresent();
        return matters
                ? planner.replan(new ObservedRun(run, Optional.empty(), List.of()))
                        .map(planned -> PeakRate.of(planned.plan()))
                        .orElse(0.0)
                : 0;
    }

    private static Applicant applicant(LoadTestRun run, double rate) {
        var metadata = run.getMetadata();
        return new Applicant(
                metadata.getUid(), metadata.getNamespace(), metadata.getName(), metadata.getCreationTimestamp(), rate);
    }
}
