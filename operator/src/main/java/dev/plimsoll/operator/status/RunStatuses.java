package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.BaselineStatus;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ShardStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.QueueStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a run after each thing that can happen to it. */
public final class RunStatuses {
    private static final Conditions.Claim NOT_DECIDED = new Conditions.Claim(
            ConditionType.GatePassed, Conditions.Truth.Unknown, "NotDecided", "the revision has no verdict yet");

    /** Reason of a run that somebody stopped before its load began. */
    public static final String STOPPED = "Stopped";

    private final Conditions conditions;

    public RunStatuses(Conditions conditions) {
        this.conditions = conditions;
    }

    /** The run waits for something that it needs before it can be planned. */
    public LoadTestRunStatus pending(LoadTestRun run, String message) {
        return waiting(run, RunPhase.Pending.name(), message, null);
    }

    /** The run waits for others to end. */
    public LoadTestRunStatus queued(LoadTestRun run, QueueStatus place, String message) {
        return waiting(run, "Queued", message, place);
    }

    /** Somebody keeps the run from beginning. */
    public LoadTestRunStatus held(LoadTestRun run, String message) {
        return waiting(run, STOPPED, message, null);
    }

    private LoadTestRunStatus waiting(LoadTestRun run, String reason, String message, @Nullable QueueStatus place) {
        var draft = draft(run);
        draft.queue = place;
        return active(run, draft, RunPhase.Pending, reason, message);
    }

    /** The run is planned: pods are on their way. */
    public LoadTestRunStatus planned(LoadTestRun run, String target, List<FrozenBudget> budgets, int runners) {
        var draft = draft(run);
        boolean waited = draft.phase == RunPhase.Pending;
        draft.queue = waited ? QueueStatus.admitted(conditions.now().toString()) : null;
        draft.target = target;
        draft.budgets = budgets.isEmpty() ? null : List.copyOf(budgets);
        draft.pods = "0/" + runners;
        return active(run, draft, RunPhase.Starting, "waiting for " + runners + " runner" + (runners == 1 ? "" : "s"));
    }

    /** So many of the runners have registered; the message says what is waited for. */
    public LoadTestRunStatus gathering(LoadTestRun run, int registered, int runners, String message) {
        var draft = draft(run);
        draft.pods = registered + "/" + runners;
        return active(run, draft, RunPhase.Starting, message);
    }

    /** All runners have registered: the load begins at this instant, with these shards. */
    public LoadTestRunStatus started(
            LoadTestRun run, Instant startAt, List<RunResult.ShardProgress> shards, String resultConfigMap) {
        var draft = draft(run);
        draft.startAt = startAt.toString();
        draft.shards = shards.stream()
                .map(shard -> new ShardStatus(shard.index(), shard.runner(), shard.instance(), null))
                .toList();
        draft.pods = shards.size() + "/" + shards.size();
        draft.resultConfigMap = resultConfigMap;
        return active(run, draft, RunPhase.Running, "the load is sent");
    }

    /** Where the two sides of a comparison run, at its begin. */
    public LoadTestRunStatus placed(LoadTestRun run, Whereabouts whereabouts) {
        var draft = draft(run);
        draft.comparison = ComparisonStatuses.placed(draft.comparison, whereabouts);
        return draft.done();
    }

    /**
     * How the load goes, now.
     *
     * @param comparison how far it is; null before the first round is over, and of a run that compares nothing
     */
    public LoadTestRunStatus running(
            LoadTestRun run, double offered, double achieved, long p99Nanos, @Nullable ComparisonProgress comparison) {
        var draft = draft(run);
        draft.offeredRate = Rates.format(offered);
        draft.achievedRate = Rates.format(achieved);
        draft.p99 = Durations.format(p99Nanos);
        if (comparison != null) {
            draft.comparison = ComparisonStatuses.after(draft.comparison, comparison);
            draft.message = ComparisonStatuses.underWay(comparison);
        }
        return draft.done();
    }

    /** Who is told of the verdict, and how far that is. */
    public static LoadTestRunStatus telling(LoadTestRunStatus status, List<NotificationStatus> notifications) {
        var draft = new RunStatusDraft(status);
        draft.notifications = notifications.isEmpty() ? null : List.copyOf(notifications);
        return draft.done();
    }

    /** The same run, with what somebody wants to be done in place of its verdict. */
    public static LoadTestRunStatus overridden(LoadTestRunStatus status, Overrides.Reading override) {
        var draft = new RunStatusDraft(status);
        draft.override = override.standing();
        draft.overrideRefused = override.refused();
        return draft.done();
    }

    /** The same run, with what later runs must have in common with it, and the earlier ones it was held against. */
    public static LoadTestRunStatus heldAgainst(
            LoadTestRunStatus status, SetupStatus setup, List<BaselineStatus> baselines) {
        var draft = new RunStatusDraft(status);
        draft.setup = setup;
        draft.baselines = baselines.isEmpty() ? null : baselines;
        return draft.done();
    }

    /** The same run, with where its result is. */
    public static LoadTestRunStatus keptAt(LoadTestRunStatus status, ResultStatus result) {
        var draft = new RunStatusDraft(status);
        draft.result = result;
        return draft.done();
    }

    /** The same run, once its result is no longer in a ConfigMap. */
    public static LoadTestRunStatus released(LoadTestRunStatus status) {
        var draft = new RunStatusDraft(status);
        draft.resultConfigMap = null;
        return draft.done();
    }

    /** No more load is sent: the last responses and reports are awaited. */
    public LoadTestRunStatus collecting(LoadTestRun run) {
        return active(run, draft(run), RunPhase.Collecting, "the last responses and reports are awaited");
    }

    /** All is in: the result is made durable and judged. */
    public LoadTestRunStatus judging(LoadTestRun run) {
        return active(run, draft(run), RunPhase.Judging, "the result is made durable and judged");
    }

    /** The result is durable, but something that the verdict needs is not to be had for now. */
    public LoadTestRunStatus judging(LoadTestRun run, String message) {
        return active(run, draft(run), RunPhase.Judging, message);
    }

    /** The run could not be run. */
    public LoadTestRunStatus failed(LoadTestRun run, String reason, String message) {
        return ended(run, draft(run), RunPhase.Failed, Verdict.Inconclusive, reason, message);
    }

    /** What a gate measures, at the begin of its load. */
    public LoadTestRunStatus pictured(LoadTestRun run, GateStatus measured) {
        var draft = draft(run);
        draft.gate = measured;
        return draft.done();
    }

    /** The new revision cannot be measured, and must not ship. */
    public LoadTestRunStatus broken(LoadTestRun run, String reason, String message) {
        return ended(run, draft(run), RunPhase.Failed, Verdict.Fail, reason, message);
    }

    /** The run is judged, but nobody can say of what. */
    public LoadTestRunStatus unsure(LoadTestRun run, LoadTestRunStatus judged, String reason, String message) {
        return ended(run, new RunStatusDraft(judged), RunPhase.Complete, Verdict.Inconclusive, reason, message);
    }

    /**
     * What the verdict of a gate did to its rollout.
     *
     * @param outcome stable word
     */
    public LoadTestRunStatus decided(LoadTestRun run, GateAction action, String outcome, String message) {
        var draft = draft(run);
        var before = draft.gate == null ? GateStatus.unknown() : draft.gate;
        draft.gate = before.decided(action, outcome, message, conditions.now().toString());
        var truth = switch (action) {
            case Promote -> Conditions.Truth.True;
            case Abort -> Conditions.Truth.False;
            case Pause -> Conditions.Truth.Unknown;
        };
        draft.conditions = conditions.with(
                new Conditions.Claim(ConditionType.GatePassed, truth, outcome, message),
                run.getMetadata().getGeneration(),
                draft.conditions);
        return draft.done();
    }

    /** The run is judged. */
    public LoadTestRunStatus judged(LoadTestRun run, RunResult result, Judgement judgement) {
        return judged(run, result, judgement, null);
    }

    /**
     * The run is judged.
     *
     * @param whereabouts where the two sides of a comparison run, at its end; null of a run that compares nothing
     */
    public LoadTestRunStatus judged(
            LoadTestRun run, RunResult result, Judgement judgement, @Nullable Whereabouts whereabouts) {
        var draft = draft(run);
        Numbers.fill(draft, result, judgement);
        if (whereabouts != null) {
            draft.comparison = ComparisonStatuses.placed(draft.comparison, whereabouts);
        }
        var phase = endedEarly(result.stopReason()) ? RunPhase.Aborted : RunPhase.Complete;
        var verdict = Verdict.valueOf(judgement.verdict().word());
        var message = judgement.message();
        if (verdict != Verdict.Inconclusive
                && draft.comparison != null
                && ComparisonStatuses.isAdvisory(draft.comparison, draft.budgets)) {
            draft.advisory = true;
            draft.advisoryReason = ComparisonStatuses.DIFFERENT_NODES;
            message += ComparisonStatuses.advisory(draft.comparison);
        }
        judgement.advisory().ifPresent(reason -> {
            draft.advisory = true;
            draft.advisoryReason = reason.word();
        });
        return ended(run, draft, phase, verdict, judgement.reason().word(), message);
    }

    private static boolean endedEarly(@Nullable String stopReason) {
        return stopReason != null
                && switch (StopCause.of(stopReason)) {
                    case ABORTED, INTERRUPTED -> true;
                    case DECIDED, STOPPED -> false;
                };
    }

    private LoadTestRunStatus active(LoadTestRun run, RunStatusDraft draft, RunPhase phase, String message) {
        return active(run, draft, phase, phase.name(), message);
    }

    private LoadTestRunStatus active(
            LoadTestRun run, RunStatusDraft draft, RunPhase phase, String reason, String message) {
        draft.phase = phase;
        draft.reason = reason;
        draft.message = message;
        return observed(run, draft, RunClaims.active(phase, reason, message));
    }

    private LoadTestRunStatus ended(
            LoadTestRun run, RunStatusDraft draft, RunPhase phase, Verdict verdict, String reason, String message) {
        draft.phase = phase;
        draft.verdict = verdict;
        draft.reason = reason;
        draft.message = message;
        draft.completedAt = conditions.now().toString();
        draft.queue = draft.queue == null || draft.queue.admittedAt() == null ? null : draft.queue;
        return observed(run, draft, RunClaims.ended(draft, phase, reason, message));
    }

    private LoadTestRunStatus observed(LoadTestRun run, RunStatusDraft draft, List<Conditions.Claim> claims) {
        long generation = run.getMetadata().getGeneration();
        draft.observedGeneration = generation;
        var before = draft.conditions;
        var all = run.getSpec().revision() == null
                ? claims
                : Stream.concat(claims.stream(), Stream.of(NOT_DECIDED)).toList();
        draft.conditions = conditions.of(all, generation, before);
        return draft.done();
    }

    private static RunStatusDraft draft(LoadTestRun run) {
        return new RunStatusDraft(run.getStatus());
    }
}
