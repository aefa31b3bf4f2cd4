package dev.plimsoll.runner.http;

import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a target's name up again and again, on a thread of its own that may wait: new connections go where the name
 * points then, those that stand stay where they are. Ends when it is interrupted.
 */
public final class Resolver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final long IMPATIENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Waits. */
    interface Rest {
        void of(long nanos) throws InterruptedException;
    }

    private final Endpoint endpoint;
    private final Rest rest;
    private boolean failing;

    public Resolver(Endpoint endpoint) {
        this(endpoint, TimeUnit.NANOSECONDS::sleep);
    }

    Resolver(Endpoint endpoint, Rest rest) {
        this.endpoint = endpoint;
        this.rest = rest;
    }

    /** Looks the name up for the first time; where it does not resolve yet, {@link #run} tries on. */
    public void first() {
        resolve();
    }

    @Override
    public void run() {
        try {
            while (!endpoint.isResolved() || endpoint.resolveEveryNanos() > 0) {
                rest.of(endpoint.isResolved() ? endpoint.resolveEveryNanos() : IMPATIENT_NANOS);
                resolve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says once that it fails; each connection that it costs is counted as an error. */
    private void resolve() {
        try {
            endpoint.resolve();
            failing = false;
        } catch (UnknownHostException e) {
            if (!failing) {
                LOG.warn(
                        "The target's name does not resolve: {}; {}",
                        e.getMessage(),
                        endpoint.isResolved() ? "going on with the addresses it had" : "trying on");
            }
            failing = true;
        }
    }
}
