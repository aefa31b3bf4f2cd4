package dev.plimsoll.operator.reconcile;

import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.status.RunStatuses;
import java.time.Clock;

/** The phase in which a run is. */
final class Phases {
    private final PendingPhase pending;
    private final StartingPhase starting;
    private final DrivingPhase driving;
    private final JudgingPhase judging;
    private final EndedPhase ended;

    Phases(
            Cluster cluster,
            ActiveSessions sessions,
            ConfigMapResultStore results,
            RunnerSettings settings,
            RunStatuses statuses,
            Clock clock) {
        var planner = new RunPlanner();
        pending = new PendingPhase(cluster, planner, statuses, clock);
        starting = new StartingPhase(cluster, planner, sessions, results, settings, statuses, clock);
        driving = new DrivingPhase(cluster, planner, sessions, statuses, clock);
        judging = new JudgingPhase(planner, sessions, results, statuses);
        ended = new EndedPhase(cluster, sessions, clock);
    }

    Phase of(ObservedRun observed) {
        return switch (observed.phase()) {
            case Pending -> pending;
            case Starting -> starting;
            case Running, Collecting -> driving;
            case Judging -> judging;
            case Complete, Failed, Aborted -> ended;
        };
    }
}
