package dev.plimsoll.cli.local;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.engine.plan.RunnerRate;
import dev.plimsoll.operator.collect.CollectorMetrics;
import dev.plimsoll.operator.collect.CollectorServer;
import dev.plimsoll.operator.collect.EpochClock;
import dev.plimsoll.operator.collect.LiveView;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.RunSession;
import dev.plimsoll.operator.collect.SessionTicker;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One run of a plan on this machine, from the first process to the last report. */
public final class LocalRun {
    /** Long, for a machine that builds something else meanwhile; a runner that ends is noticed at once. */
    private static final Duration REGISTRATION = Duration.ofMinutes(2);
    /** Runners learn the start instant well before it. */
    private static final Duration START_AHEAD = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LAST_REPORTS = Duration.ofSeconds(3);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int TOKEN_BYTES = 32;

    private final Planned planned;
    private final Path logs;
    private final Interruption interruption;
    private final Consumer<LiveView> onLook;
    private final EpochClock clock;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param planned what to run
     * @param logs folder for the runners' logs
     * @param interruption ends the run early
     * @param onLook is shown the run a few times a second
     */
    public LocalRun(
            Planned planned, Path logs, Interruption interruption, EpochClock clock, Consumer<LiveView> onLook) {
        this.planned = planned;
        this.logs = logs;
        this.interruption = interruption;
        this.clock = clock;
        this.onLook = onLook;
    }

    /** Runs it. Returns what was measured, however it ended. */
    public RunResult run() throws InterruptedException {
        var token = newToken();
        var session = RunSession.gathering(
                planned.plan(),
                planned.shards(),
                token,
                new RunSession.Rules(planned.abort(), planned.budgets()),
                clock);
        var sessions = new Sessions(_ -> false);
        sessions.onChange(_ -> news.release());
        interruption.onRequest(news::release);
        var name = planned.plan().run().split("/", 2);
        sessions.open(new RunName(name[0], name[1]), session);
        try (var collector = new CollectorServer(
                                sessions, CollectorMetrics.NONE, InetAddress.getLoopbackAddress(), 0, _ -> {})
                        .start();
                var ticker = new SessionTicker(sessions, new MemoryStore(), clock)) {
            ticker.start();
            var url = URI.create("http://127.0.0.1:" + collector.port());
            var runners = startRunners(
                    session,
                    new RunnerProcess.Assignment(
                            url,
                            planned.plan().run(),
                            token,
                            RunnerRate.isLow(planned.plan().phases(), planned.shards())));
            try {
                drive(session);
                return session.result();
            } finally {
                session.durable(session.result()); // runners may forget, and go
                runners.forEach(runner -> runner.end(FAREWELL));
            }
        }
    }

    private List<RunnerProcess> startRunners(RunSession session, RunnerProcess.Assignment assignment) {
        var runners = IntStream.range(0, planned.shards())
                .mapToObj(index -> RunnerProcess.start("runner-" + index, assignment, logs))
                .toList();
        runners.forEach(runner -> runner.onExit(gone -> mourn(session, gone)));
        return runners;
    }

    private void mourn(RunSession session, RunnerProcess runner) {
        if (session.ended()) {
            return;
        }
        if (session.shards().stream().anyMatch(shard -> shard.runner().equals(runner.name()))) {
            session.lost(runner.name(), runner.obituary());
        } else {
            session.stop(
                    StopCause.STOPPED.because("runner " + runner.name() + " never registered: " + runner.obituary()));
        }
    }

    private void drive(RunSession session) throws InterruptedException {
        long registerUntil = clock.epochNanos() + REGISTRATION.toNanos();
        boolean started = false;
        while (!session.ended()) {
            if (interruption.requested()) {
                session.stop(StopCause.INTERRUPTED.because("Ctrl-C was pressed"));
                awaitLastReports(session);
                return;
            }
            if (!started && session.allReady()) {
                session.start(clock.epochNanos() + START_AHEAD.toNanos());
                started = true;
            } else if (!started && clock.epochNanos() > registerUntil) {
                session.stop(StopCause.STOPPED.because("only " + session.registered() + " of " + planned.shards()
                        + " runners registered within " + REGISTRATION.toSeconds() + " s; their logs are in " + logs));
            }
            onLook.accept(session.live());
            awaitNews(LOOK);
        }
        onLook.accept(session.live());
    }

    private void awaitLastReports(RunSession session) throws InterruptedException {
        long until = clock.epochNanos() + LAST_REPORTS.toNanos();
        while (!session.ended() && clock.epochNanos() < until) {
            awaitNews(LOOK);
        }
    }

    private void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
