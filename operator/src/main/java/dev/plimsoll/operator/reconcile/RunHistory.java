package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.BaselineSpec;
import dev.plimsoll.api.v1alpha1.HistorySpec;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.operator.schedule.History;
import dev.plimsoll.operator.status.Setups;
import dev.plimsoll.operator.translate.Translator;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes ended runs that are more than a LoadTest keeps; their results go with them. What later runs are held against
 * stays.
 */
final class RunHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    /** Those that an older version left may be thousands; each one that goes has the LoadTest looked at again. */
    private static final int MOST_AT_ONCE = 50;

    private final Cluster cluster;
    private final Predicate<LoadTestRun> recorded;
    private final Clock clock;

    /**
     * For one cluster.
     *
     * @param recorded whether what must outlive a run was taken from it; until then it stays
     */
    RunHistory(Cluster cluster, Predicate<LoadTestRun> recorded, Clock clock) {
        this.cluster = cluster;
        this.recorded = recorded;
        this.clock = clock;
    }

    /** Deletes what is too much of all runs of a LoadTest. */
    void prune(LoadTest test, List<LoadTestRun> runs) {
        if (!Translator.scheduleProblems(test.getSpec()).isEmpty()) {
            return; // nobody knows how many are to be kept
        }
        var ended =
                runs.stream().filter(RunHistory::isOver).map(RunHistory::ended).toList();
        var now = clock.instant();
        var limits = limits(Objects.requireNonNullElse(test.getSpec().history(), HistorySpec.DEFAULT));
        if (History.gone(ended, Set.of(), limits, now).isEmpty()) {
            return; // almost always: nobody need read budgets
        }
        var gone = Set.copyOf(History.gone(ended, needed(test, runs, now), limits, now));
        runs.stream()
                .filter(run -> gone.contains(run.getMetadata().getName()))
                .filter(recorded)
                .sorted(Comparator.comparing(run -> run.getMetadata().getCreationTimestamp()))
                .limit(MOST_AT_ONCE)
                .forEach(this::delete);
    }

    /** Best effort, at the next look again: a test goes on to run where its old runs cannot be deleted. */
    private void delete(LoadTestRun run) {
        var name = run.getMetadata().getNamespace() + "/" + run.getMetadata().getName();
        try {
            cluster.delete(run);
            LOG.info("run {}: deleted, its LoadTest keeps newer ones", name);
        } catch (KubernetesClientException e) {
            LOG.warn("run {}: not deleted, though its LoadTest keeps newer ones: {}", name, e.getMessage());
        }
    }

    /** A gate's run is not over before its rollout was told. */
    private static boolean isOver(LoadTestRun run) {
        return KnownRuns.hasEnded(run)
                && run.getMetadata().getDeletionTimestamp() == null
                && status(run).completedAt() != null
                && (run.getSpec().revision() == null
                        || Optional.ofNullable(status(run).gate())
                                .filter(gate -> gate.action() != null)
                                .isPresent());
    }

    private static History.Ended ended(LoadTestRun run) {
        var verdict = status(run).verdict();
        var revision = run.getSpec().revision();
        return new History.Ended(
                run.getMetadata().getName(),
                Instant.parse(Objects.requireNonNull(status(run).completedAt())),
                verdict == Verdict.Pass || verdict == Verdict.Warn,
                Optional.ofNullable(revision)
                        .map(gated -> Optional.ofNullable(gated.rollout())
                                .map(RolloutRef::toString)
                                .orElse("")));
    }

    private static History.Limits limits(HistorySpec spec) {
        return new History.Limits(
                spec.passed(),
                spec.failed(),
                Optional.ofNullable(spec.maxAge()).map(age -> Duration.ofNanos(Durations.parse(age))));
    }

    /**
     * Those that are pinned, those that a run would be held against that starts now, and the last that was numbered: it
     * says which number comes next, and what was run.
     */
    private Set<String> needed(LoadTest test, List<LoadTestRun> runs, Instant now) {
        var there = cluster.budgets(test.getMetadata().getNamespace());
        var needed = names(AskedRuns.latestNumbered(runs).stream());
        there.stream()
                .map(budget -> budget.getSpec().baseline())
                .filter(Objects::nonNull)
                .map(BaselineSpec::run)
                .filter(Objects::nonNull)
                .forEach(needed::add);
        needed.addAll(names(baselines(test, judges(test, runs, there), runs, now)));
        return needed;
    }

    /** Budgets that judge its runs: those to come, and those that go on, which are judged by what was frozen. */
    private static Stream<PerformanceBudgetSpec> judges(
            LoadTest test, List<LoadTestRun> runs, Collection<PerformanceBudget> there) {
        var named = Translator.budgetNames(test.getSpec());
        var toCome = there.stream()
                .filter(budget -> named.contains(budget.getMetadata().getName()))
                .map(PerformanceBudget::getSpec);
        var frozen = runs.stream()
                .filter(run -> !KnownRuns.hasEnded(run) && run.getStatus() != null)
                .flatMap(run -> Stream.ofNullable(status(run).budgets()))
                .flatMap(List::stream)
                .map(FrozenBudget::spec);
        return Stream.concat(toCome, frozen);
    }

    private static Stream<LoadTestRun> baselines(
            LoadTest test, Stream<PerformanceBudgetSpec> judges, List<LoadTestRun> runs, Instant now) {
        var newest = runs.stream()
                .filter(run -> KnownRuns.hasEnded(run) && status(run).setup() != null)
                .max(Comparator.comparing(
                        run -> Objects.requireNonNullElse(status(run).completedAt(), "")))
                .map(run -> Objects.requireNonNull(status(run).setup()));
        return newest.stream().flatMap(as -> {
            var spec = FrozenRun.specOf(test);
            var setup = Setups.of(spec, as.runnerImage(), List.of(as.nodeType()));
            var earlier = new EarlierRuns(new Setups.Of(spec, setup), now, runs);
            return judges.flatMap(budget -> earlier.choose(Translator.baseline(budget)).runs().stream());
        });
    }

    private static Set<String> names(Stream<LoadTestRun> runs) {
        var names = new HashSet<String>();
        runs.map(run -> run.getMetadata().getName()).forEach(names::add);
        return names;
    }

    private static LoadTestRunStatus status(LoadTestRun run) {
        return Objects.requireNonNull(run.getStatus());
    }
}
