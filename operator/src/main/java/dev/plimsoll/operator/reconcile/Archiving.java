package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus.State;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.store.ArchiveException;
import dev.plimsoll.operator.store.Archivist;
import dev.plimsoll.operator.store.ResultKey;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes results from their ConfigMaps to the archive: before the verdict, and when that is not possible, after it,
 * until it is. A ConfigMap is emptied last, when a status that says where the result is has been written. What is still
 * to be done stands in that status alone, so that another operator does it.
 */
final class Archiving {
    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

    /** Doubled with each attempt. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 7;

    private final ConfigMapResultStore embedded;
    private final Optional<Archivist> archivist;
    private final Clock clock;

    Archiving(ConfigMapResultStore embedded, Optional<Archivist> archivist, Clock clock) {
        this.embedded = embedded;
        this.archivist = archivist;
        this.clock = clock;
    }

    /** Which result is a run's. */
    static ResultKey key(LoadTestRun run) {
        var metadata = run.getMetadata();
        return new ResultKey(new RunName(metadata.getNamespace(), metadata.getName()), metadata.getUid());
    }

    /** Where a run's result was put when it left the cluster; null when it did not. */
    static @Nullable String archivedAt(LoadTestRun run) {
        var result = run.getStatus() == null ? null : run.getStatus().result();
        return result != null && result.state() == State.Archived ? result.location() : null;
    }

    /**
     * Whether a run may be deleted as far as its result goes: the cluster does not have the only copy of one that is to
     * last.
     */
    static boolean mayGo(LoadTestRun run) {
        var result = run.getStatus() == null ? null : run.getStatus().result();
        return result == null || result.state() != State.Retrying;
    }

    /** Before the verdict, of a run whose result is in its ConfigMap. A verdict is not held back for the archive. */
    ResultStatus atEnd(ObservedRun observed) {
        return archivist
                .map(there -> attempt(observed, there, 0))
                .orElseGet(() -> new ResultStatus(State.Embedded, configMap(observed.name()), null, null, null));
    }

    /**
     * After the verdict: the status of a run whose result went a step further; empty when there is nothing to do now.
     */
    Optional<LoadTestRunStatus> afterwards(ObservedRun observed) {
        var status = observed.status();
        var result = status.result();
        if (result == null) {
            return Optional.empty();
        }
        return switch (result.state()) {
            case Embedded, Lost -> Optional.empty();
            case Archived -> status.resultConfigMap() == null ? Optional.empty() : release(observed, result.location());
            case Retrying ->
                untilNextAttempt(status).filter(Duration::isPositive).isPresent()
                        ? Optional.empty()
                        : Optional.of(RunStatuses.keptAt(status, again(observed, result)));
        };
    }

    /** How long until the result is to be written again; empty when it is not, zero when it is now. */
    Optional<Duration> untilNextAttempt(LoadTestRunStatus status) {
        return Optional.ofNullable(status.result())
                .filter(result -> result.state() == State.Retrying)
                .map(result ->
                        Duration.between(clock.instant(), Instant.parse(Objects.requireNonNull(result.nextAttempt()))))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    private ResultStatus again(ObservedRun observed, ResultStatus before) {
        return archivist
                .map(there -> attempt(observed, there, Objects.requireNonNullElse(before.attempts(), 0)))
                .orElseGet(() -> new ResultStatus(
                        State.Embedded,
                        configMap(observed.name()),
                        "the operator's configuration names no archive any more",
                        before.attempts(),
                        null));
    }

    private ResultStatus attempt(ObservedRun observed, Archivist there, int failedBefore) {
        var attempts = failedBefore == 0 ? null : failedBefore;
        try {
            var bytes = embedded.bytes(observed.name());
            if (bytes.isEmpty()) {
                var message = "somebody deleted the ConfigMap of the result before it could be archived";
                return new ResultStatus(State.Lost, configMap(observed.name()), message, attempts, null);
            }
            var location = there.keep(key(observed.run()), bytes.get());
            return new ResultStatus(State.Archived, location, null, attempts, null);
        } catch (ArchiveException | KubernetesClientException e) {
            LOG.warn("run {}: result not archived, its ConfigMap has it: {}", observed.name(), e.getMessage());
            int failed = failedBefore + 1;
            var next = clock.instant().plus(delay(failed)).truncatedTo(ChronoUnit.SECONDS);
            return new ResultStatus(
                    State.Retrying, configMap(observed.name()), e.getMessage(), failed, next.toString());
        }
    }

    private static Duration delay(int failed) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private Optional<LoadTestRunStatus> release(ObservedRun observed, String location) {
        try {
            embedded.release(observed.name(), location);
            return Optional.of(RunStatuses.released(observed.status()));
        } catch (KubernetesClientException e) {
            // it costs room, no more; somebody looks again when the operator starts anew
            LOG.warn("run {}: the ConfigMap of its result is not emptied: {}", observed.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String configMap(RunName run) {
        return "configmap://" + run.namespace() + "/" + ConfigMapResultStore.nameFor(run.name());
    }
}
