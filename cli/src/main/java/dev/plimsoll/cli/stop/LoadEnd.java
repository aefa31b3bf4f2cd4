package dev.plimsoll.cli.stop;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches the runs of a scope until none of them sends. A run's status says that its load has ended only when each of
 * its runners has said so; of a run that has not begun it says that it is held.
 */
public final class LoadEnd implements AutoCloseable {
    private final StopScope scope;
    private final LongSupplier nanoTime;
    private final Consumer<String> progress;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final SharedIndexInformer<LoadTestRun> informer;

    /** Runs that have sent, or may have, and not yet ended: by namespace and name. */
    private final Map<String, LoadTestRun> sending = new TreeMap<>();

    /** Runs that have not begun, and may. */
    private final Map<String, LoadTestRun> waiting = new TreeMap<>();

    private record News(LoadTestRun run, boolean deleted) {}

    /** Begins to watch. */
    public LoadEnd(KubernetesClient client, StopScope scope, LongSupplier nanoTime, Consumer<String> progress) {
        this.scope = scope;
        this.nanoTime = nanoTime;
        this.progress = progress;
        var runs = client.resources(LoadTestRun.class);
        var namespace = scope.namespace();
        informer = namespace == null
                ? runs.inAnyNamespace().inform(new Telling())
                : runs.inNamespace(namespace).inform(new Telling());
    }

    /** Waits until nothing sends; false when something still does, or may begin to, after so long. */
    public boolean await(long sinceNanos, Duration atMost) throws InterruptedException {
        while (true) {
            long passed = nanoTime.getAsLong() - sinceNanos;
            drain(passed);
            if (sending.isEmpty() && waiting.isEmpty()) {
                return true;
            }
            long left = atMost.toNanos() - passed;
            if (left <= 0) {
                return false;
            }
            var next = news.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                see(next, nanoTime.getAsLong() - sinceNanos);
            }
        }
    }

    /** Those that still send, or may begin to. */
    public List<LoadTestRun> left() {
        return List.copyOf(sending.isEmpty() ? waiting.values() : sending.values());
    }

    private void drain(long passedNanos) {
        for (var next = news.poll(); next != null; next = news.poll()) {
            see(next, passedNanos);
        }
    }

    private void see(News next, long passedNanos) {
        var run = next.run;
        if (!scope.contains(run)) {
            return;
        }
        var name = run.getMetadata().getNamespace() + "/" + run.getMetadata().getName();
        waiting.remove(name);
        if (next.deleted) {
            tellEnd(name, "was deleted", passedNanos);
            return;
        }
        switch (phase(run)) {
            case Starting, Running, Collecting -> sending.put(name, run);
            case Judging, Complete, Failed, Aborted -> tellEnd(name, "sends nothing any more", passedNanos);
            case Pending -> {
                if (!isHeld(run)) {
                    waiting.put(name, run);
                }
            }
        }
    }

    private void tellEnd(String name, String what, long passedNanos) {
        if (sending.remove(name) != null) {
            progress.accept("LoadTestRun %s %s, after %.1f s".formatted(name, what, passedNanos / 1e9));
        }
    }

    private static boolean isHeld(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .map(LoadTestRunStatus::reason)
                .filter("Stopped"::equals)
                .isPresent();
    }

    private static RunPhase phase(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .map(LoadTestRunStatus::phase)
                .orElse(RunPhase.Pending);
    }

    @Override
    public void close() {
        informer.close();
    }

    /** Hands on every change. */
    private final class Telling implements ResourceEventHandler<LoadTestRun> {
        @Override
        public void onAdd(LoadTestRun run) {
            news.add(new News(run, false));
        }

        @Override
        public void onUpdate(LoadTestRun before, LoadTestRun run) {
            news.add(new News(run, false));
        }

        @Override
        public void onDelete(LoadTestRun run, boolean deletedFinalStateUnknown) {
            news.add(new News(run, true));
        }
    }
}
