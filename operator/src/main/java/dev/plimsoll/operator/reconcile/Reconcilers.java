package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.gate.GateTokens;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.limits.NamespaceStops;
import dev.plimsoll.operator.metrics.TrendMetrics;
import dev.plimsoll.operator.notify.Backoff;
import dev.plimsoll.operator.notify.Dispatch;
import dev.plimsoll.operator.notify.Notifiers;
import dev.plimsoll.operator.notify.Telling;
import dev.plimsoll.operator.status.BudgetStatuses;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.status.ScheduleStatuses;
import dev.plimsoll.operator.store.Archivist;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The reconcilers, put together.
 *
 * @param loadTests of LoadTests
 * @param runs of LoadTestRuns
 * @param budgets of PerformanceBudgets
 * @param deployments of Deployments, of which it looks at those that a LoadTest gates
 * @param rollouts the same of Rollouts, for a cluster that has Argo Rollouts
 * @param queued number of runs that wait for others to end
 */
public record Reconcilers(
        LoadTestReconciler loadTests,
        LoadTestRunReconciler runs,
        PerformanceBudgetReconciler budgets,
        GatedDeploymentReconciler deployments,
        GatedRolloutReconciler rollouts,
        Supplier<Number> queued) {

    /**
     * Puts them together.
     *
     * @param limits on what runs may do
     * @param stops of whole namespaces
     * @param archivist of the archive of results, when there is one
     * @param instance name of this process in events
     * @param onVerdict told of every verdict
     * @param trendMetrics told of change points
     * @param notifiers who may hear of verdicts
     * @param dispatch tells them
     * @param onNotification told of the notifier and what came of an attempt
     */
    public static Reconcilers create(
            KubernetesClient client,
            Sessions sessions,
            KnownRuns known,
            RunTokens tokens,
            RunnerSettings settings,
            LimitsConfig limits,
            NamespaceStops stops,
            Optional<Archivist> archivist,
            String instance,
            Consumer<Verdict> onVerdict,
            TrendMetrics trendMetrics,
            KnownTests knownTests,
            Notifiers notifiers,
            Dispatch dispatch,
            BiConsumer<String, NotificationStatus.State> onNotification,
            Clock clock) {
        var conditions = new Conditions(clock);
        var cluster = new Cluster(client, new EventFactory(clock, instance));
        var overrides = new OverrideWatch(new Overrides(clock), cluster);
        var results = new ConfigMapResultStore(client);
        var trends = new Trends(cluster, new TrendStore(client), trendMetrics);
        var deployments = new DeploymentControl(client);
        var rollouts = new RolloutControl(client);
        var planner = new RunPlanner(limits);
        var killSwitch = new KillSwitch(sessions, known, stops, cluster);
        var admission = new Admission(known, planner, limits);
        var phases = new Phases(
                cluster,
                new RolloutControls(cluster, deployments, rollouts),
                known,
                planner,
                killSwitch,
                admission,
                new ActiveSessions(sessions, results, tokens, clock),
                results,
                archivist,
                settings,
                new RunStatuses(conditions),
                clock);
        var telling = new Telling(notifiers, new Backoff(RandomGenerator.getDefault()));
        var notifying = new Notifying(cluster, known, telling, dispatch, clock);
        return new Reconcilers(
                new LoadTestReconciler(
                        sessions,
                        known,
                        knownTests,
                        new NotifierNames(cluster, notifiers),
                        cluster,
                        new ScheduledRuns(cluster, clock),
                        new RunHistory(cluster, Reconcilers::mayGo, clock),
                        new LoadTestStatuses(conditions),
                        new ScheduleStatuses(conditions),
                        overrides,
                        new GateSecrets(cluster, new GateTokens(tokens), clock),
                        killSwitch),
                new LoadTestRunReconciler(
                        sessions,
                        known,
                        cluster,
                        phases,
                        admission,
                        killSwitch,
                        overrides,
                        trends,
                        notifying,
                        new Told(cluster, onNotification),
                        onVerdict),
                new PerformanceBudgetReconciler(cluster, new BudgetStatuses(conditions), trends),
                new GatedDeploymentReconciler(cluster, deployments),
                new GatedRolloutReconciler(cluster, rollouts),
                admission::queued);
    }

    /** Whether everything that must outlive a run was taken from it. */
    private static boolean mayGo(LoadTestRun run) {
        return Trends.isRecorded(run) && Archiving.mayGo(run) && Notifying.mayGo(run);
    }
}
