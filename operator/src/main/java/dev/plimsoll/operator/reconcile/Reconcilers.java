package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.gate.GateTokens;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.metrics.TrendMetrics;
import dev.plimsoll.operator.status.BudgetStatuses;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The reconcilers, put together.
 *
 * @param loadTests of LoadTests
 * @param runs of LoadTestRuns
 * @param budgets of PerformanceBudgets
 * @param deployments of Deployments, of which it looks at those that a LoadTest gates
 * @param rollouts the same of Rollouts, for a cluster that has Argo Rollouts
 */
public record Reconcilers(
        LoadTestReconciler loadTests,
        LoadTestRunReconciler runs,
        PerformanceBudgetReconciler budgets,
        GatedDeploymentReconciler deployments,
        GatedRolloutReconciler rollouts) {

    /**
     * Puts them together.
     *
     * @param instance name of this process in events
     * @param onVerdict told of every verdict
     * @param trendMetrics told of change points
     */
    public static Reconcilers create(
            KubernetesClient client,
            Sessions sessions,
            KnownRuns known,
            RunTokens tokens,
            RunnerSettings settings,
            String instance,
            Consumer<Verdict> onVerdict,
            TrendMetrics trendMetrics,
            Clock clock) {
        var conditions = new Conditions(clock);
        var cluster = new Cluster(client, new EventFactory(clock, instance));
        var overrides = new OverrideWatch(new Overrides(clock), cluster);
        var results = new ConfigMapResultStore(client);
        var trends = new Trends(cluster, new TrendStore(client), trendMetrics);
        var deployments = new DeploymentControl(client);
        var rollouts = new RolloutControl(client);
        var phases = new Phases(
                cluster,
                new RolloutControls(cluster, deployments, rollouts),
                known,
                new ActiveSessions(sessions, results, tokens, clock),
                results,
                settings,
                new RunStatuses(conditions),
                clock);
        return new Reconcilers(
                new LoadTestReconciler(
                        sessions,
                        known,
                        cluster,
                        new LoadTestStatuses(conditions),
                        overrides,
                        new GateSecrets(cluster, new GateTokens(tokens), clock)),
                new LoadTestRunReconciler(sessions, known, cluster, phases, overrides, trends, onVerdict),
                new PerformanceBudgetReconciler(cluster, new BudgetStatuses(conditions), trends),
                new GatedDeploymentReconciler(cluster, deployments),
                new GatedRolloutReconciler(cluster, rollouts));
    }
}
