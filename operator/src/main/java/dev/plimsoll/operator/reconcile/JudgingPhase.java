package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.operator.collect.ResultStore;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The result is made durable, then judged: a verdict never stands without the numbers that it came from. */
final class JudgingPhase {
    private static final Logger LOG = LoggerFactory.getLogger(JudgingPhase.class);
    /** A checkpoint may be written at the same moment; one of both is refused. */
    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    /** Longer than an API server is away in good order; after that something is wrong with the result itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sides sides;
    private final GateImages images;
    private final RunnerSetups setups;
    private final Baselines baselines;
    private final ActiveSessions sessions;
    private final ResultStore results;
    private final RunStatuses statuses;
    private final Clock clock;
    private final Map<RunName, Instant> failingSince = new ConcurrentHashMap<>();

    JudgingPhase(
            Sides sides,
            GateImages images,
            RunnerSetups setups,
            Baselines baselines,
            ActiveSessions sessions,
            ResultStore results,
            RunStatuses statuses,
            Clock clock) {
        this.sides = sides;
        this.images = images;
        this.setups = setups;
        this.baselines = baselines;
        this.sessions = sessions;
        this.results = results;
        this.statuses = statuses;
        this.clock = clock;
    }

    Step step(ObservedRun observed, Planned planned) {
        var session = sessions.driving(observed, planned);
        if (!session.ended()) {
            // another process judged from more than its last checkpoint holds: the runners still have the rest
            return new Step.Wait(observed.status(), TRY_AGAIN);
        }
        try {
            var result = results.save(observed.name(), session::result);
            failingSince.remove(observed.name());
            session.durable(result);
            var setup = setups.look(observed);
            var earlier = baselines.of(observed, setup, planned.budgets());
            var judgement = Judge.judge(result, planned.budgets(), earlier.byBudget());
            var whereabouts = sides.look(observed.test(), observed.name().namespace());
            var judged = statuses.judged(observed.run(), result, judgement, whereabouts);
            return new Step.Go(ofOneRevision(observed, RunStatuses.heldAgainst(judged, setup, earlier.statuses())));
        } catch (ResultStore.ResultNotSavedException e) {
            return notSaved(observed, e.getMessage());
        }
    }

    /** A verdict is about the revision that was measured: not about pods that somebody replaced meanwhile. */
    private LoadTestRunStatus ofOneRevision(ObservedRun observed, LoadTestRunStatus judged) {
        var before = observed.status().gate();
        var after = images.look(observed.run(), observed.test());
        if (before == null || after == null || GateImages.sameCandidate(before, after)) {
            return judged;
        }
        return statuses.unsure(
                observed.run(),
                judged,
                "RevisionChanged",
                "the pods of the new revision were others at the end of the load than at its begin ("
                        + GateImages.candidate(before) + ", then " + GateImages.candidate(after)
                        + "), so nobody can say which of them was measured");
    }

    private Step notSaved(ObservedRun observed, @Nullable String why) {
        var since = failingSince.computeIfAbsent(observed.name(), _ -> clock.instant());
        if (clock.instant().isBefore(since.plus(PATIENCE))) {
            LOG.warn("run {}: result not saved, trying again: {}", observed.name(), why);
            return new Step.Wait(observed.status(), TRY_AGAIN);
        }
        failingSince.remove(observed.name());
        return new Step.Go(statuses.failed(
                observed.run(),
                "ResultNotSaved",
                "the load was driven, but for %s its result could not be saved, and no verdict stands without it; run it again: %s"
                        .formatted(Durations.format(PATIENCE.toNanos()), why)));
    }
}
