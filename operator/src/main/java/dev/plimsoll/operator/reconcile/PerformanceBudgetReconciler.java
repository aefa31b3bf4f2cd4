package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.status.BudgetStatuses;
import dev.plimsoll.operator.translate.BudgetRules;
import dev.plimsoll.operator.translate.Problem;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says whether a budget can judge, and what it judged lately, and how that went over the nights. */
@ControllerConfiguration(name = "performancebudget", fieldManager = Cluster.FIELD_MANAGER)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class PerformanceBudgetReconciler implements Reconciler<PerformanceBudget> {
    private final StatusWriter writer;
    private final BudgetStatuses statuses;
    private final Trends trends;

    PerformanceBudgetReconciler(Cluster cluster, BudgetStatuses statuses, Trends trends) {
        this.writer = new StatusWriter(cluster);
        this.statuses = statuses;
        this.trends = trends;
    }

    @Override
    public List<EventSource<?, PerformanceBudget>> prepareEventSources(EventSourceContext<PerformanceBudget> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTestRun.class, PerformanceBudget.class)
                        .withSecondaryToPrimaryMapper(PerformanceBudgetReconciler::budgetsOf)
                        .withNamespacesInheritedFromController()
                        .build(),
                context));
    }

    private static Set<ResourceID> budgetsOf(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus()).map(LoadTestRunStatus::budgets).stream()
                .flatMap(List::stream)
                .map(budget -> new ResourceID(budget.name(), run.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<PerformanceBudget> reconcile(PerformanceBudget budget, Context<PerformanceBudget> context) {
        var problems = BudgetRules.check(budget.getSpec()).stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
        var runs = context.getSecondaryResources(LoadTestRun.class);
        var status = statuses.of(budget, problems, runs, trends.of(budget, runs));
        if (status.equals(budget.getStatus())) {
            return UpdateControl.noUpdate();
        }
        var withStatus = new PerformanceBudget();
        withStatus.setStatus(status);
        return StatusWriter.againWhenOutdated(() -> {
            var _ = writer.write(budget, withStatus, context);
            return UpdateControl.noUpdate();
        });
    }
}
