package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.runner.http.BlockingClient;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's standing with the collector: who it is, and how long it keeps trying to be heard. */
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Without any contact for so long, a process that has nothing else to do gives up. */
    static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** One attempt at a call. */
    interface Call<T> {
        Answer<T> attempt(CollectorClient client) throws InterruptedException;
    }

    /** What to do when the collector has forgotten this process. */
    interface Recovery {
        void run() throws InterruptedException, DismissedException;
    }

    private final CollectorClient client;
    private final Registration registration;
    private final LongSupplier nanoSource;

    /**
     * Nothing is sent yet.
     *
     * @param run namespace and name of the run, {@code namespace/name}
     * @param token the run's bearer token
     * @param registration who this process is
     * @param nanoSource monotonic nanoseconds
     */
    public Link(
            BlockingClient http,
            URI collector,
            String run,
            String token,
            Registration registration,
            LongSupplier nanoSource) {
        client = new CollectorClient(http, collector, run, token);
        this.registration = registration;
        this.nanoSource = nanoSource;
    }

    Registration registration() {
        return registration;
    }

    CollectorClient client() {
        return client;
    }

    long nanoTime() {
        return nanoSource.getAsLong();
    }

    /** Calls until there is an answer. */
    <T> T insist(Call<T> call, Recovery whenNotHeld) throws InterruptedException, DismissedException {
        var backoff = new Backoff();
        long begun = nanoTime();
        boolean said = false;
        while (true) {
            switch (call.attempt(client)) {
                case Answer.Given<T>(T message) -> {
                    return message;
                }
                case Answer.Gone<T>() ->
                    throw new DismissedException(Outcome.RUN_GONE, "the run has ended or was deleted");
                case Answer.Rejected<T>(var reason) ->
                    throw new DismissedException(Outcome.FAILED, "the collector rejects this runner: " + reason);
                case Answer.NotHeld<T>() -> {
                    whenNotHeld.run();
                    TimeUnit.NANOSECONDS.sleep(backoff.failed());
                }
                case Answer.Unavailable<T>(var reason) -> {
                    if (!said) {
                        LOG.warn("The collector does not answer yet ({}); trying on", reason);
                        said = true;
                    }
                    if (nanoTime() - begun > GIVE_UP_NANOS) {
                        throw new DismissedException(Outcome.FAILED, "the collector was out of reach for two minutes");
                    }
                    TimeUnit.NANOSECONDS.sleep(backoff.failed());
                }
            }
        }
    }
}
