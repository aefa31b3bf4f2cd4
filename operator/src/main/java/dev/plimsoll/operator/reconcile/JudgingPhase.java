package dev.plimsoll.operator.reconcile;

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
    private final ActiveSessions sessions;
    private final ResultStore results;
    private final RunStatuses statuses;
    private final Clock clock;
    private final Map<RunName, Instant> failingSince = new ConcurrentHashMap<>();

    JudgingPhase(Sides sides, ActiveSessions sessions, ResultStore results, RunStatuses statuses, Clock clock) {
        this.sides = sides;
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
            var judgement = Judge.judge(result, planned.budgets());
            var whereabouts = sides.look(observed.test(), observed.name().namespace());
            return new Step.Go(statuses.judged(observed.run(), result, judgement, whereabouts));
        } catch (ResultStore.ResultNotSavedException e) {
            return notSaved(observed, e.getMessage());
        }
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
