package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.operator.collect.RunName;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs that the informer knows, for those who must decide without asking the API server. */
public final class KnownRuns {
    private final BooleanSupplier synced;
    private volatile @Nullable Cache<LoadTestRun> cache;
    private volatile boolean begun;

    /** Takes whether informers have all there is; until then every run may exist. */
    public KnownRuns(BooleanSupplier synced) {
        this.synced = synced;
    }

    void readFrom(Cache<LoadTestRun> runs) {
        cache = runs;
    }

    /** The informer has begun: a run is reconciled only when all there are have been listed. */
    void began() {
        begun = true;
    }

    /** Whether a run without a session may get one: it exists, or may exist, and has neither ended nor to go. */
    public boolean mayBecomeActive(RunName name) {
        return !synced.getAsBoolean()
                || find(name)
                        .filter(run -> !hasEnded(run) && run.getMetadata().getDeletionTimestamp() == null)
                        .isPresent();
    }

    /** The run as the informer saw it last. */
    public Optional<LoadTestRun> find(RunName name) {
        var runs = cache;
        return runs == null ? Optional.empty() : runs.get(new ResourceID(name.name(), name.namespace()));
    }

    /** Whether informers have all there is. */
    boolean areAll() {
        return synced.getAsBoolean();
    }

    /** Those of all runs, as the informer saw them last; none before it has begun. */
    Stream<LoadTestRun> all(Predicate<LoadTestRun> which) {
        var runs = cache;
        return runs == null || !begun ? Stream.empty() : runs.list(which);
    }

    /** The other runs of the LoadTest that owns a run, as the informer saw them last. */
    public Stream<LoadTestRun> siblings(LoadTestRun run) {
        var runs = cache;
        var owner = FrozenRun.ownedBy(run);
        return runs == null || owner.isEmpty()
                ? Stream.empty()
                : runs.list(other -> FrozenRun.ownedBy(other).equals(owner)
                        && run.getMetadata()
                                .getNamespace()
                                .equals(other.getMetadata().getNamespace())
                        && !run.getMetadata()
                                .getUid()
                                .equals(other.getMetadata().getUid()));
    }

    /** Of each LoadTest, by its UID, the run that was judged last. */
    Map<String, LoadTestRun> latestJudged() {
        var runs = cache;
        return runs == null
                ? Map.of()
                : runs.list(KnownTests::isJudged)
                        .filter(run -> FrozenRun.ownedBy(run).isPresent())
                        .collect(Collectors.toMap(
                                run -> FrozenRun.ownedBy(run).orElseThrow(),
                                run -> run,
                                BinaryOperator.maxBy(KnownTests.BY_VERDICT)));
    }

    /** Namespaces with runs that have not ended. */
    public Set<String> namespacesInUse() {
        return all(run -> !hasEnded(run))
                .map(run -> run.getMetadata().getNamespace())
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean hasEnded(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .map(LoadTestRunStatus::phase)
                .map(phase -> switch (phase) {
                    case Pending, Starting, Running, Collecting, Judging -> false;
                    case Complete, Failed, Aborted -> true;
                })
                .orElse(false);
    }
}
