package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateAnswer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in time whatever becomes of the API server. When something is wrong on our side nothing is known yet, and
 * that is the answer: every call may be repeated.
 */
final class GateDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GateDesk.class);

    private static final int OK = 200;

    private final BooleanSupplier ready;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param ready whether this process leads and knows the cluster
     * @param patience how long a call may take; callers give up after ten seconds unless told otherwise
     */
    GateDesk(BooleanSupplier ready, Duration patience) {
        this.ready = ready;
        this.patience = patience;
    }

    /** Does the work, and answers when it did not come to an end too. */
    GateReply serve(Callable<GateAnswer> work) {
        if (!ready.getAsBoolean()) {
            return unknown("NotReady", "this operator does not lead, or has not read the cluster yet");
        }
        var task = threads.submit(work);
        try {
            return new GateReply(OK, task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause() instanceof GateRefusedException refused ? refused.reply() : broken(e);
        } catch (TimeoutException e) {
            LOG.warn("a call to a gate was not answered within {}", patience);
            task.cancel(true);
            return unknown("ApiServerSlow", "the API server did not answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("NotReady", "this operator is ending");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** An API server that is away is no news for everybody who polls; a mistake of ours is. */
    private static GateReply broken(ExecutionException e) {
        if (e.getCause() instanceof KubernetesClientException away) {
            LOG.warn("a call to a gate was not answered: {}", away.getMessage());
        } else {
            LOG.error("a call to a gate was not answered", e);
        }
        return unknown("ApiServerError", String.valueOf(e.getCause()));
    }

    private static GateReply unknown(String reason, String message) {
        return new GateReply(OK, GateAnswer.waiting(reason, message + "; ask again", null));
    }
}
