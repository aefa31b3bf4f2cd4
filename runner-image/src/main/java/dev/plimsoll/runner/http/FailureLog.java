package dev.plimsoll.runner.http;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why connections fail: once for each reason, not once for each of ten thousand requests. Belongs to one loop. */
public final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MOST_REASONS = 8;
    private static final int KIB = 1024;

    private final Exhaustion exhaustion = Exhaustion.ofThisProcess();
    private final String target;
    private final Set<String> said = new HashSet<>();

    public FailureLog(String target) {
        this.target = target;
    }

    void report(Throwable cause) {
        var root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        root = cause instanceof Http2Exception ? cause : root; // what the target has sent, whatever choked on it
        var exhausted = exhaustion.explain(root);
        if (!isNew(exhausted.orElse(root.getClass().getName()))) {
            return;
        }
        if (exhausted.isPresent()) {
            LOG.error("No connection to {}: {} (said once, counted always)", target, exhausted.get());
        } else if (root instanceof RuntimeException && !(root instanceof ChannelException)) {
            LOG.error("A connection to {} failed by a defect of this program", target, cause);
        } else {
            var reason = root.getMessage() == null ? root.toString() : root.getMessage();
            LOG.warn("A connection to {} failed: {} (said once, counted always)", target, reason);
        }
    }

    /** A body was to be looked into, and there was no memory for it. */
    void bodyDropped(long mostBytes) {
        if (isNew("bodies")) {
            LOG.error(
                    "A body from {} was not kept to be looked into: one loop keeps no more than {} KiB of them at once;"
                            + " give each runner more memory, or spread the load over more runners"
                            + " (said once, counted always)",
                    target,
                    mostBytes / KIB);
        }
    }

    private boolean isNew(String reason) {
        return said.size() < MOST_REASONS && said.add(reason);
    }
}
