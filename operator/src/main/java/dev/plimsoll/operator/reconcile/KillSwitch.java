package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.limits.NamespaceStops;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The annotation {@code plimsoll.dev/stop}: on a run, on a LoadTest, on a Namespace, or on the operator's own Namespace
 * for all there are. Sessions are ended by whoever sees it first, without a way through a queue of reconciliations:
 * runners learn of it with the answer to their next report, within a second. As long as it stands, no load begins.
 */
final class KillSwitch {
    private final Sessions sessions;
    private final KnownRuns known;
    private final NamespaceStops namespaces;
    private final Cluster cluster;
    private final Map<String, String> stoppedTests = new ConcurrentHashMap<>();
    private volatile @Nullable Cache<LoadTest> tests;
    private volatile Consumer<RunName> onChange = _ -> {};

    KillSwitch(Sessions sessions, KnownRuns known, NamespaceStops namespaces, Cluster cluster) {
        this.sessions = sessions;
        this.known = known;
        this.namespaces = namespaces;
        this.cluster = cluster;
        namespaces.onChange(this::look);
    }

    /** Replaces who is told of runs that must be looked at: they are to stop, or may go on. */
    void onChange(Consumer<RunName> listener) {
        onChange = listener;
    }

    void readFrom(Cache<LoadTest> loadTests) {
        tests = loadTests;
    }

    /** Whether somebody wants the run to send nothing. */
    Optional<Stop> of(LoadTestRun run) {
        var ofRun = why(run).map(why -> new Stop(true, "stopped: " + why));
        return ofRun.or(() -> ofTest(run).map(why -> new Stop(false, "stopped with " + why)))
                .or(() -> namespaces
                        .of(run.getMetadata().getNamespace())
                        .map(why -> new Stop(false, "stopped with " + why)));
    }

    private Optional<String> ofTest(LoadTestRun run) {
        var name = run.getSpec().loadTest();
        return name == null
                ? Optional.empty()
                : test(run.getMetadata().getNamespace(), name)
                        .flatMap(KillSwitch::why)
                        .map(why -> "LoadTest " + name + ": " + why);
    }

    /** A process that has just started may know the run before its LoadTest. */
    private Optional<LoadTest> test(String namespace, String name) {
        if (!known.areAll()) {
            return cluster.loadTest(namespace, name);
        }
        var seen = tests;
        return seen == null ? Optional.empty() : seen.get(new ResourceID(name, namespace));
    }

    private static Optional<String> why(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.STOP_ANNOTATION));
    }

    /** Looks whether a LoadTest was stopped, or may go on. */
    void look(LoadTest test) {
        var uid = test.getMetadata().getUid();
        var why = why(test).orElse(null);
        var before = why == null ? stoppedTests.remove(uid) : stoppedTests.put(uid, why);
        if (!Objects.equals(before, why)) {
            look(run ->
                    test.getMetadata().getNamespace().equals(run.getMetadata().getNamespace())
                            && test.getMetadata().getName().equals(run.getSpec().loadTest()));
        }
    }

    /** The LoadTest is gone. */
    void forget(LoadTest test) {
        stoppedTests.remove(test.getMetadata().getUid());
    }

    private void look(String namespace) {
        boolean all = namespaces.isOfAll(namespace);
        look(run -> all || namespace.equals(run.getMetadata().getNamespace()));
    }

    private void look(Predicate<LoadTestRun> which) {
        sessions.active()
                .forEach((name, session) -> known.find(name)
                        .filter(which)
                        .flatMap(this::of)
                        .ifPresent(stop -> session.stop(StopCause.INTERRUPTED.because(stop.message()))));
        known.all(run -> !KnownRuns.hasEnded(run) && which.test(run))
                .map(run -> new RunName(
                        run.getMetadata().getNamespace(), run.getMetadata().getName()))
                .forEach(onChange);
    }
}
