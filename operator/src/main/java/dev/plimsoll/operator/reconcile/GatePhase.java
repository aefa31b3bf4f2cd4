package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.operator.gate.GateDecision;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.RunStatuses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run does beside its own phases when it gates a revision: it ends in time, and with its verdict the rollout
 * goes on, stays, or goes back.
 */
final class GatePhase {
    private final Cluster cluster;
    private final RolloutControls rollouts;
    private final GateSides sides;
    private final EarlyEnd early;
    private final RunStatuses statuses;
    private final Overrides overrides;
    private final Clock clock;

    GatePhase(
            Cluster cluster,
            RolloutControls rollouts,
            GateSides sides,
            EarlyEnd early,
            RunStatuses statuses,
            Clock clock) {
        this.cluster = cluster;
        this.rollouts = rollouts;
        this.sides = sides;
        this.early = early;
        this.statuses = statuses;
        this.overrides = new Overrides(clock);
        this.clock = clock;
    }

    /** Takes a run that is a gate one step further. */
    Step step(ObservedRun observed, RevisionSpec revision, Function<ObservedRun, Step> phases) {
        return switch (observed.phase()) {
            case Pending, Starting, Running, Collecting, Judging -> inTime(observed, phases);
            case Complete, Failed, Aborted ->
                isDecided(observed) ? phases.apply(observed) : new Step.Go(decide(observed.run(), revision, observed));
        };
    }

    // --- before the verdict

    private Step inTime(ObservedRun observed, Function<ObservedRun, Step> phases) {
        var left = left(observed.run());
        var superseded = annotation(observed.run(), Api.SUPERSEDED_ANNOTATION);
        if (superseded.isPresent()) {
            return early.end(observed, "Superseded", "superseded by " + superseded.get(), phases);
        }
        var closed = annotation(observed.run(), Api.CLOSED_ANNOTATION);
        if (closed.isPresent()) {
            return early.end(observed, "RolloutEnded", "its rollout ended without it: " + closed.get(), phases);
        }
        if (!left.isPositive()) {
            var timeout = gate(observed.run()).timeout();
            return early.end(observed, "GateTimeout", "the gate had no verdict after " + timeout, phases);
        }
        return switch (phases.apply(observed)) {
            case Step.Wait(var status, var atMost) -> new Step.Wait(status, atMost.compareTo(left) < 0 ? atMost : left);
            case Step.Go go -> go;
            case Step.End end -> end;
        };
    }

    private Duration left(LoadTestRun run) {
        var created = Instant.parse(run.getMetadata().getCreationTimestamp());
        var timeout = Duration.ofNanos(Durations.parse(gate(run).timeout()));
        return Duration.between(clock.instant(), created.plus(timeout));
    }

    private static Optional<String> annotation(LoadTestRun run, String name) {
        return Optional.ofNullable(run.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    // --- with the verdict

    /** An override that comes while a rollout is paused lets it go on. */
    private boolean isDecided(ObservedRun observed) {
        var gate = observed.status().gate();
        if (gate == null || gate.outcome() == null) {
            return false;
        }
        return gate.action() == GateAction.Promote
                || overrides.of(observed.run()).standing() == null
                || Decided.MOVED_ON.equals(gate.outcome());
    }

    private LoadTestRunStatus decide(LoadTestRun run, RevisionSpec revision, ObservedRun observed) {
        var decision = GateDecision.of(gate(run), observed.status(), override(run));
        var decided = rollouts.act(run, revision, decision.action());
        sides.remove(run);
        var message = decided.message() + ". " + decision.why();
        decided.rollout()
                .ifPresent(rollout -> cluster.tell(
                        rollout,
                        decision.action() == GateAction.Promote ? EventFactory.Kind.Normal : EventFactory.Kind.Warning,
                        "Gate" + decided.outcome(),
                        "revision " + revision.name() + ", LoadTestRun "
                                + run.getMetadata().getName() + ": " + message));
        return statuses.decided(run, decision.action(), decided.outcome(), message);
    }

    /** Of the run, or of its LoadTest. */
    private @Nullable OverrideStatus override(LoadTestRun run) {
        var ofRun = overrides.of(run).standing();
        return ofRun != null
                ? ofRun
                : cluster.loadTest(
                                run.getMetadata().getNamespace(),
                                Objects.requireNonNull(run.getSpec().loadTest()))
                        .map(test -> overrides.of(test).standing())
                        .orElse(null);
    }

    private static GateSpec gate(LoadTestRun run) {
        return Optional.ofNullable(run.getSpec().test()).map(LoadTestSpec::gate).orElse(GateSpec.DEFAULT);
    }
}
