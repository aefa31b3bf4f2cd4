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

    private static final Duration ARCHIVE_AGAIN = Duration.ofSeconds(2);

    /** For the results of earlier runs, that this one is held against. */
    private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(30);

    private final Sides sides;
    private final GateImages images;
    private final RunnerSetups setups;
    private final Baselines baselines;
    private final ActiveSessions sessions;
    private final ResultStore results;
    private final Archiving archiving;
    private final RunStatuses statuses;
    private final Clock clock;
    private final Map<RunName, Instant> failingSince = new ConcurrentHashMap<>();
    private final Map<RunName, Instant> waitingSince = new ConcurrentHashMap<>();

    JudgingPhase(
            Sides sides,
            GateImages images,
            RunnerSetups setups,
            Baselines baselines,
            ActiveSessions sessions,
            ResultStore results,
            Archiving archiving,
            RunStatuses statuses,
            Clock clock) {
        this.sides = sides;
        this.images = images;
        this.setups = setups;
        this.baselines = baselines;
        this.sessions = sessions;
        this.results = results;
        this.archiving = archiving;
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
            if (!earlier.outOfReach().isEmpty() && waits(observed)) {
                return new Step.Wait(
                        statuses.judging(
                                observed.run(), "waiting for the archive: " + String.join("; ", earlier.outOfReach())),
                        ARCHIVE_AGAIN);
            }
            var kept = archiving.atEnd(observed);
            var judgement = Judge.judge(result, planned.budgets(), earlier.byBudget());
            var whereabouts = sides.look(observed.test(), observed.name().namespace());
            var judged = statuses.judged(observed.run(), result, judgement, whereabouts);
            waitingSince.remove(observed.name());
            var held = RunStatuses.heldAgainst(judged, setup, earlier.statuses());
            return new Step.Go(RunStatuses.keptAt(ofOneRevision(observed, held), kept));
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

    /** A verdict without its baseline says so; but an archive that is away for a moment shall not make it one. */
    private boolean waits(ObservedRun observed) {
        var since = waitingSince.computeIfAbsent(observed.name(), _ -> clock.instant());
        return clock.instant().isBefore(since.plus(ARCHIVE_PATIENCE));
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
