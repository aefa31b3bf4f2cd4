package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.BaselineStatus;
import dev.plimsoll.api.v1alpha1.CapacityStatus;
import dev.plimsoll.api.v1alpha1.ComparisonStatus;
import dev.plimsoll.api.v1alpha1.FindingStatus;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.Connections;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.PhaseStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ShardStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.Totals;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.api.v1alpha1.QueueStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's status being changed: begins with what was there, since a record of so many components cannot be copied by
 * hand.
 */
final class RunStatusDraft {
    @Nullable
    Long observedGeneration;

    @Nullable
    RunPhase phase;

    @Nullable
    Verdict verdict;

    @Nullable
    String reason;

    @Nullable
    String message;

    @Nullable
    Boolean advisory;

    @Nullable
    String advisoryReason;

    @Nullable
    OverrideStatus override;

    @Nullable
    String overrideRefused;

    @Nullable
    GateStatus gate;

    @Nullable
    QueueStatus queue;

    @Nullable
    String target;

    @Nullable
    List<FrozenBudget> budgets;

    @Nullable
    String startAt;

    @Nullable
    String completedAt;

    @Nullable
    List<ShardStatus> shards;

    @Nullable
    String pods;

    @Nullable
    String startSkew;

    @Nullable
    String offeredRate;

    @Nullable
    String achievedRate;

    @Nullable
    String p99;

    @Nullable
    Totals totals;

    @Nullable
    Connections connections;

    @Nullable
    List<PhaseStatus> phases;

    @Nullable
    ComparisonStatus comparison;

    @Nullable
    SetupStatus setup;

    @Nullable
    List<BaselineStatus> baselines;

    @Nullable
    List<ObjectiveStatus> objectives;

    @Nullable
    String resultConfigMap;

    @Nullable
    ResultStatus result;

    @Nullable
    CapacityStatus capacity;

    @Nullable
    List<FindingStatus> findings;

    @Nullable
    List<NotificationStatus> notifications;

    @Nullable
    List<Condition> conditions;

    RunStatusDraft(@Nullable LoadTestRunStatus before) {
        if (before != null) {
            observedGeneration = before.observedGeneration();
            phase = before.phase();
            verdict = before.verdict();
            reason = before.reason();
            message = before.message();
            advisory = before.advisory();
            advisoryReason = before.advisoryReason();
            override = before.override();
            overrideRefused = before.overrideRefused();
            gate = before.gate();
            queue = before.queue();
            target = before.target();
            budgets = before.budgets();
            startAt = before.startAt();
            completedAt = before.completedAt();
            shards = before.shards();
            pods = before.pods();
            startSkew = before.startSkew();
            offeredRate = before.offeredRate();
            achievedRate = before.achievedRate();
            p99 = before.p99();
            totals = before.totals();
            connections = before.connections();
            phases = before.phases();
            comparison = before.comparison();
            setup = before.setup();
            baselines = before.baselines();
            objectives = before.objectives();
            resultConfigMap = before.resultConfigMap();
            result = before.result();
            capacity = before.capacity();
            findings = before.findings();
            notifications = before.notifications();
            conditions = before.conditions();
        }
    }

    LoadTestRunStatus done() {
        return new LoadTestRunStatus(
                observedGeneration,
                phase,
                verdict,
                reason,
                message,
                advisory,
                advisoryReason,
                override,
                overrideRefused,
                gate,
                queue,
                target,
                budgets,
                startAt,
                completedAt,
                shards,
                pods,
                startSkew,
                offeredRate,
                achievedRate,
                p99,
                totals,
                connections,
                phases,
                comparison,
                setup,
                baselines,
                objectives,
                resultConfigMap,
                result,
                capacity,
                findings,
                notifications,
                conditions);
    }
}
