package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of a LoadTest: its latest run at a glance. */
public final class LoadTestStatuses {
    private final Conditions conditions;

    public LoadTestStatuses(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * Mirrors the latest run.
     *
     * @param trigger what made it, or what a run made by hand leaves untouched
     * @param drift when the new spec runs that was applied while the run goes on; null when the run's is the one
     * @param override what somebody asks for on the LoadTest itself
     */
    public LoadTestStatus mirror(
            LoadTest test,
            LoadTestRun run,
            @Nullable String trigger,
            @Nullable String drift,
            Overrides.Reading override) {
        long generation = test.getMetadata().getGeneration();
        var name = run.getMetadata().getName();
        var of = run.getStatus();
        if (of == null) {
            return new LoadTestStatus(
                    generation,
                    name,
                    trigger,
                    null,
                    null,
                    null,
                    null,
                    null,
                    override.standing(),
                    override.refused(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        var mirrored = observed(of.conditions(), generation);
        return new LoadTestStatus(
                generation,
                name,
                trigger,
                of.phase(),
                of.verdict(),
                of.reason(),
                of.message(),
                of.advisory(),
                override.standing() == null ? of.override() : override.standing(),
                override.refused(),
                of.target(),
                of.achievedRate(),
                of.p99(),
                of.pods(),
                of.objectives(),
                null,
                null,
                drift == null ? mirrored : drifted(mirrored, name, drift, test));
    }

    /** The gate of a rollout that has judged no revision yet. */
    public LoadTestStatus waiting(LoadTest test, GateSpec gate, Overrides.Reading override) {
        return waiting(
                test,
                "WaitingForRevision",
                "waits for a new revision"
                        + (gate.rollout() == null
                                ? " of a Deployment that names it, or for somebody who asks"
                                : " of " + gate.rollout()),
                override);
    }

    /** One with a schedule that never was due. */
    public LoadTestStatus waiting(LoadTest test, Overrides.Reading override) {
        return waiting(test, "WaitingForSchedule", "waits for its schedule, or for somebody who asks", override);
    }

    private LoadTestStatus waiting(LoadTest test, String reason, String message, Overrides.Reading override) {
        long generation = test.getMetadata().getGeneration();
        var before = test.getStatus() == null ? null : test.getStatus().conditions();
        var claim = new Conditions.Claim(ConditionType.Progressing, Conditions.Truth.False, reason, message);
        return new LoadTestStatus(
                generation,
                null,
                null,
                null,
                null,
                reason,
                message,
                null,
                override.standing(),
                override.refused(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                conditions.of(List.of(claim), generation, before));
    }

    private List<Condition> drifted(List<Condition> mirrored, String run, String when, LoadTest test) {
        var before = test.getStatus() == null ? null : test.getStatus().conditions();
        var drift = conditions
                .of(
                        List.of(new Conditions.Claim(
                                ConditionType.Progressing,
                                Conditions.Truth.True,
                                "SpecDrifted",
                                "the spec changed while " + run + " goes on; the new one runs " + when)),
                        test.getMetadata().getGeneration(),
                        before)
                .getFirst();
        return mirrored.stream()
                .map(condition -> condition.getType().equals(drift.getType()) ? drift : condition)
                .toList();
    }

    private static List<Condition> observed(@Nullable List<Condition> ofRun, long generation) {
        return ofRun == null
                ? List.of()
                : ofRun.stream()
                        .map(condition -> new ConditionBuilder(condition)
                                .withObservedGeneration(generation)
                                .build())
                        .toList();
    }
}
