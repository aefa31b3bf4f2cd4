package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetStatus;
import dev.plimsoll.api.v1alpha1.TrendStatus;
import dev.plimsoll.operator.job.RunNames;
import dev.plimsoll.operator.metrics.TrendMetrics;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.trend.News;
import dev.plimsoll.operator.trend.NightRecords;
import dev.plimsoll.operator.trend.ObjectiveTrend;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendStatuses;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps what nights came to in a ConfigMap of their LoadTest, before their runs are pruned, and tells of change points.
 * A run that was kept says so itself, in an annotation: whoever looks at it again, in this process or in another,
 * knows.
 */
final class Trends {
    private final Cluster cluster;
    private final TrendStore store;
    private final TrendMetrics metrics;

    /** What budgets show, by LoadTest and budget; small, and made from the ConfigMaps again after a restart. */
    private final Map<ResourceID, Map<String, List<TrendStatus>>> shown = new ConcurrentHashMap<>();

    Trends(Cluster cluster, TrendStore store, TrendMetrics metrics) {
        this.cluster = cluster;
        this.store = store;
        this.metrics = metrics;
    }

    /** Whether nothing is lost for the trend when the run goes: its numbers are kept, or it is no night. */
    static boolean isRecorded(LoadTestRun run) {
        var annotations = run.getMetadata().getAnnotations();
        boolean kept = annotations != null && annotations.containsKey(Api.RECORDED_ANNOTATION);
        return kept || !NightRecords.isNight(run);
    }

    /** Keeps what a run came to, unless that was done before. One at a time: two runs may have one ConfigMap. */
    synchronized void record(LoadTestRun run) {
        if (isRecorded(run)) {
            return;
        }
        var test = cluster.loadTest(
                        run.getMetadata().getNamespace(),
                        Optional.ofNullable(run.getSpec().loadTest()).orElseThrow())
                .filter(there -> FrozenRun.isOf(there, run));
        if (test.isEmpty()) {
            return; // it goes with its LoadTest
        }
        var metadata = metadata(test.get());
        var before = store.load(metadata).orElse(TrendSeries.EMPTY);
        var series = NightRecords.add(before, run);
        var trends = ObjectiveTrend.of(series);
        var news = News.in(series, trends);
        news.forEach(each -> tell(test.get(), each));
        var told = News.telling(series, news);
        if (!told.equals(before)) {
            store.save(metadata, told);
        }
        news.forEach(_ -> metrics.told());
        show(test.get().getMetadata(), trends);
        cluster.annotate(run, Api.RECORDED_ANNOTATION, metadata.getName());
    }

    private static ObjectMeta metadata(LoadTest test) {
        var name = test.getMetadata().getName();
        return new ObjectMetaBuilder()
                .withNamespace(test.getMetadata().getNamespace())
                .withName(TrendStore.nameFor(name))
                .withLabels(Map.of(Api.LOAD_TEST_LABEL, RunNames.label(name)))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(test.getApiVersion())
                        .withKind(test.getKind())
                        .withName(name)
                        .withUid(test.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build();
    }

    /** An event that was written before is not written again. */
    private void tell(LoadTest test, News news) {
        var kind = news.isWorse() ? EventFactory.Kind.Warning : EventFactory.Kind.Normal;
        cluster.tell(test, kind, News.REASON, news.message());
        cluster.budget(test.getMetadata().getNamespace(), news.objective().key().budget())
                .ifPresent(budget -> cluster.tell(
                        budget,
                        kind,
                        News.REASON,
                        "LoadTest " + test.getMetadata().getName() + ": " + news.message()));
    }

    private Map<String, List<TrendStatus>> show(ObjectMeta test, List<ObjectiveTrend> trends) {
        var byBudget = new HashMap<String, List<TrendStatus>>();
        trends.stream()
                .map(objective -> objective.key().budget())
                .distinct()
                .forEach(budget -> byBudget.put(budget, TrendStatuses.of(test.getName(), budget, trends)));
        shown.put(new ResourceID(test.getName(), test.getNamespace()), byBudget);
        metrics.ratios(test.getNamespace(), test.getName(), TrendStatuses.ratios(trends));
        return byBudget;
    }

    /** How a budget's objectives went, in each LoadTest that was judged by it, in the order of their names. */
    List<TrendStatus> of(PerformanceBudget budget, Collection<LoadTestRun> runs) {
        var namespace = budget.getMetadata().getNamespace();
        var withRuns = new TreeSet<String>();
        runs.stream()
                .filter(NightRecords::isNight)
                .forEach(run -> Optional.ofNullable(run.getSpec().loadTest()).ifPresent(withRuns::add));
        var all = new TreeSet<>(withRuns);
        Stream.ofNullable(budget.getStatus())
                .map(PerformanceBudgetStatus::trend)
                .flatMap(Stream::ofNullable)
                .flatMap(List::stream)
                .map(TrendStatus::loadTest)
                .forEach(all::add);
        var trends = new ArrayList<TrendStatus>();
        for (var loadTest : all) {
            trends.addAll(of(new ResourceID(loadTest, namespace), withRuns.contains(loadTest))
                    .getOrDefault(budget.getMetadata().getName(), List.of()));
        }
        return trends;
    }

    /** One without runs may have been deleted. */
    private Map<String, List<TrendStatus>> of(ResourceID loadTest, boolean hasRuns) {
        var known = shown.get(loadTest);
        if (known != null && hasRuns) {
            return known;
        }
        var test = cluster.loadTest(loadTest.getNamespace().orElseThrow(), loadTest.getName());
        if (test.isEmpty()) {
            shown.remove(loadTest);
            metrics.ratios(loadTest.getNamespace().orElseThrow(), loadTest.getName(), Map.of());
            return Map.of();
        }
        return known != null ? known : load(test.get());
    }

    private synchronized Map<String, List<TrendStatus>> load(LoadTest test) {
        var series = store.load(metadata(test)).orElse(TrendSeries.EMPTY);
        return show(test.getMetadata(), ObjectiveTrend.of(series));
    }
}
