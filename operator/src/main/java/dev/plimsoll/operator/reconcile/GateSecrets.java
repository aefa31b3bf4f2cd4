package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.gate.GateSecret;
import dev.plimsoll.operator.gate.GateTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the Secret of each LoadTest that is a gate, once for each change of it. The operator may not read Secrets, so
 * it does not know whose one is that is there.
 */
final class GateSecrets {
    /** So long the Secret of a LoadTest of the same name may be there that was deleted just before. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final GateTokens tokens;
    private final Clock clock;
    private final Map<String, Long> done = new ConcurrentHashMap<>();

    GateSecrets(Cluster cluster, GateTokens tokens, Clock clock) {
        this.cluster = cluster;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Makes it if that is due; when to look again, if one of its name is there that may be about to go. */
    Optional<Duration> ensure(LoadTest test) {
        var metadata = test.getMetadata();
        var generation = Objects.requireNonNullElse(metadata.getGeneration(), 1L);
        if (test.getSpec().gate() == null || generation.equals(done.get(metadata.getUid()))) {
            return Optional.empty();
        }
        if (cluster.create(GateSecret.of(test, tokens.token(test))).isEmpty() && isYoung(test)) {
            return Optional.of(LOOK_AGAIN);
        }
        done.put(metadata.getUid(), generation);
        return Optional.empty();
    }

    /** The LoadTest is gone. */
    void forget(LoadTest test) {
        done.remove(test.getMetadata().getUid());
    }

    private boolean isYoung(LoadTest test) {
        var created = Instant.parse(test.getMetadata().getCreationTimestamp());
        return clock.instant().isBefore(created.plus(YOUNG));
    }
}
