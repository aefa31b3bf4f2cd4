package dev.plimsoll.operator.reconcile;

import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.operator.collect.ResultStore;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The result is made durable, then judged: a verdict never stands without the numbers that it came from. */
final class JudgingPhase implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(JudgingPhase.class);
    /** A checkpoint may be written at the same moment; one of both is refused. */
    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    private final RunPlanner planner;
    private final ActiveSessions sessions;
    private final ResultStore results;
    private final RunStatuses statuses;

    JudgingPhase(RunPlanner planner, ActiveSessions sessions, ResultStore results, RunStatuses statuses) {
        this.planner = planner;
        this.sessions = sessions;
        this.results = results;
        this.statuses = statuses;
    }

    @Override
    public Step step(ObservedRun observed) {
        return planner.replan(observed)
                .map(planned -> judge(observed, planned, sessions.driving(observed, planned)))
                .orElseGet(() -> new Step.Go(statuses.failed(
                        observed.run(), "InvalidSpec", "this version of the operator refuses the spec; run it again")));
    }

    private Step judge(ObservedRun observed, Planned planned, RunSession session) {
        if (!session.ended()) {
            // another process judged from more than its last checkpoint holds: the runners still have the rest
            return new Step.Wait(observed.status(), TRY_AGAIN);
        }
        var result = session.result();
        try {
            results.save(observed.name(), result);
        } catch (ResultStore.ResultNotSavedException e) {
            LOG.warn("run {}: result not saved, trying again: {}", observed.name(), e.getMessage());
            return new Step.Wait(observed.status(), TRY_AGAIN);
        }
        session.durable(result);
        return new Step.Go(statuses.judged(observed.run(), result, Judge.judge(result, planned.budgets())));
    }
}
