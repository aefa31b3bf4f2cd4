package dev.plimsoll.operator.reconcile;

import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.engine.limit.Breach;
import dev.plimsoll.engine.limit.Breaches;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Translation;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;

/** What to do with a run in each of its phases. A step may be repeated and must then change nothing more. */
final class Phases {
    /** Whatever ends a stop tells the run; this is for what nobody tells. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final RunPlanner planner;
    private final ActiveSessions sessions;
    private final KillSwitch killSwitch;
    private final Admission admission;
    private final RunStatuses statuses;
    private final PendingPhase pending;
    private final StartingPhase starting;
    private final DrivingPhase driving;
    private final JudgingPhase judging;
    private final EndedPhase ended;
    private final GatePhase gate;

    Phases(
            Cluster cluster,
            RolloutControls rollouts,
            KnownRuns known,
            RunPlanner planner,
            KillSwitch killSwitch,
            Admission admission,
            ActiveSessions sessions,
            ConfigMapResultStore results,
            RunnerSettings settings,
            RunStatuses statuses,
            Clock clock) {
        this.planner = planner;
        this.sessions = sessions;
        this.killSwitch = killSwitch;
        this.admission = admission;
        this.statuses = statuses;
        var gateSides = new GateSides(cluster, clock);
        var images = new GateImages(cluster);
        pending = new PendingPhase(cluster, gateSides, planner, admission, settings, statuses, clock);
        var sides = new Sides(cluster);
        starting = new StartingPhase(cluster, sides, images, sessions, results, settings, statuses, clock);
        driving = new DrivingPhase(cluster, sessions, statuses, clock);
        judging = new JudgingPhase(
                sides,
                images,
                new RunnerSetups(cluster),
                new Baselines(known, results),
                sessions,
                results,
                statuses,
                clock);
        ended = new EndedPhase(cluster, sessions, clock);
        gate = new GatePhase(cluster, rollouts, gateSides, sessions, statuses, clock);
    }

    /** Takes the run one step further, if it can go. */
    Step step(ObservedRun observed) {
        var revision = observed.run().getSpec().revision();
        return revision == null ? inPhase(observed) : gate.step(observed, revision, this::inPhase);
    }

    private Step inPhase(ObservedRun observed) {
        return switch (observed.phase()) {
            case Pending ->
                killSwitch.of(observed.run()).map(stop -> held(observed, stop)).orElseGet(() -> pending.step(observed));
            case Starting ->
                killSwitch
                        .of(observed.run())
                        .map(stop -> stopped(observed, stop.message()))
                        .orElseGet(() -> asPlanned(observed, this::start));
            case Running, Collecting -> asPlanned(observed, this::drive);
            case Judging -> asPlanned(observed, judging::step);
            case Complete, Failed, Aborted -> ended.step(observed);
        };
    }

    /** It has not begun: what is about this run alone ends it, else it waits until the stop is taken back. */
    private Step held(ObservedRun observed, Stop stop) {
        admission.leave(observed.run());
        return stop.ofRun()
                ? stopped(observed, stop.message())
                : new Step.Wait(statuses.held(observed.run(), stop.message()), LOOK_AGAIN);
    }

    private Step stopped(ObservedRun observed, String why) {
        sessions.stop(observed, StopCause.INTERRUPTED.because(why));
        return new Step.Go(statuses.failed(observed.run(), RunStatuses.STOPPED, why));
    }

    /** The limits may be tighter than they were when the run was admitted: it was another process then. */
    private Step start(ObservedRun observed, Translation.Planned planned) {
        return planner.refusal(observed.run(), planned, statuses)
                .<Step>map(Step.Go::new)
                .orElseGet(() -> starting.step(observed, planned));
    }

    private Step drive(ObservedRun observed, Translation.Planned planned) {
        var session = sessions.driving(observed, planned);
        killSwitch
                .of(observed.run())
                .map(Stop::message)
                .or(() -> Breaches.of(planned.plan()).stream().findFirst().map(Breach::message))
                .ifPresent(why -> session.stop(StopCause.INTERRUPTED.because(why)));
        return driving.step(observed, planned);
    }

    /** The plan follows from what is frozen in the run: it must be what it was when the run was planned. */
    private Step asPlanned(ObservedRun observed, BiFunction<ObservedRun, Translation.Planned, Step> phase) {
        var run = observed.run();
        if (!run.getMetadata().getGeneration().equals(observed.status().observedGeneration())) {
            return new Step.Go(statuses.failed(
                    run,
                    "SpecChanged",
                    "the spec of the run was changed after it was planned, so nobody can say what its numbers mean; "
                            + "change the LoadTest instead, or create another run"));
        }
        return planner.replan(observed)
                .map(planned -> phase.apply(observed, planned))
                .orElseGet(() -> new Step.Go(statuses.failed(
                        run, "InvalidSpec", "this version of the operator refuses the spec; run it again")));
    }
}
