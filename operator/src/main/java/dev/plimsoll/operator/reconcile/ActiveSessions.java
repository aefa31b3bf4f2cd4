package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ShardStatus;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.operator.collect.EpochClock;
import dev.plimsoll.operator.collect.LiveView;
import dev.plimsoll.operator.collect.ResultStore;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The sessions of runs, begun anew or taken up where another process left them. */
final class ActiveSessions {
    /** As long as a runner needs from the signal to its first slot. */
    private static final Duration SHORTEST_NOTICE = Duration.ofMillis(200);

    private final Sessions sessions;
    private final ResultStore results;
    private final RunTokens tokens;
    private final EpochClock clock;

    ActiveSessions(Sessions sessions, ResultStore results, RunTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.results = results;
        this.tokens = tokens;
        this.clock = EpochClock.of(clock);
    }

    /** The session of a run whose load has not begun. */
    RunSession gathering(ObservedRun observed, Planned planned) {
        return existing(observed)
                .orElseGet(() -> sessions.open(
                        observed.name(),
                        RunSession.gathering(
                                planned.plan(), planned.shards(), token(observed), rules(planned), clock)));
    }

    /** The session of a run whose start instant stands in its status. */
    RunSession driving(ObservedRun observed, Planned planned) {
        return existing(observed).orElseGet(() -> resume(observed, planned));
    }

    /** The run's own: a run that was deleted and made again under its name is another, with another token. */
    private Optional<RunSession> existing(ObservedRun observed) {
        var named = sessions.session(observed.name());
        if (named.isPresent() && !named.get().authorizes(token(observed))) {
            sessions.drop(observed.name());
            return Optional.empty();
        }
        return named;
    }

    /**
     * Tells the runners the start instant that stands in the status, unless they know it already.
     *
     * @return false when they do not know it and it is too near to tell them: it took too long to write it
     */
    boolean start(ObservedRun observed, RunSession session) {
        if (session.live().phase() != LiveView.Phase.READY) {
            return true;
        }
        if (startAtNanos(observed) - clock.epochNanos() < SHORTEST_NOTICE.toNanos()) {
            return false;
        }
        session.start(startAtNanos(observed));
        return true;
    }

    /** The run's token. */
    String token(ObservedRun observed) {
        return tokens.token(observed.run().getMetadata().getUid());
    }

    /** No more load is sent; what was measured is judged. */
    void stop(ObservedRun observed, String reason) {
        sessions.session(observed.name()).ifPresent(session -> session.stop(reason));
    }

    /** All that the run measured is durable and judged. */
    void retire(ObservedRun observed) {
        sessions.retire(observed.name());
    }

    /** The run is gone. */
    void drop(ObservedRun observed) {
        sessions.drop(observed.name());
    }

    private RunSession resume(ObservedRun observed, Planned planned) {
        var session = results.load(observed.name())
                .map(checkpoint -> RunSession.resumed(checkpoint, token(observed), rules(planned), clock))
                .orElseGet(() -> RunSession.reopened(
                        planned.plan(),
                        planned.shards(),
                        token(observed),
                        rules(planned),
                        clock,
                        shards(observed),
                        startAtNanos(observed)));
        return sessions.open(observed.name(), session);
    }

    private static RunSession.Rules rules(Planned planned) {
        return new RunSession.Rules(planned.abort(), planned.budgets());
    }

    private static List<ShardProgress> shards(ObservedRun observed) {
        return Stream.ofNullable(observed.status().shards())
                .flatMap(List<ShardStatus>::stream)
                .map(shard -> new ShardProgress(shard.index(), shard.runner(), shard.instance(), -1, 0, null))
                .toList();
    }

    private static long startAtNanos(ObservedRun observed) {
        return EpochClock.nanosOf(
                Instant.parse(Objects.requireNonNull(observed.status().startAt())));
    }
}
