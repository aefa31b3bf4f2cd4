package dev.plimsoll.cli.gate;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.gate.Patience.News;
import dev.plimsoll.operator.gate.GateAnswer;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks at a run until it is as somebody wants it. The informer connects again when its connection breaks; for one that
 * nobody has noticed yet, the run is looked at beside it.
 */
final class RunWatch {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ApiServer api;
    private final Patience patience;
    private final Consumer<String> progress;

    RunWatch(ApiServer api, Patience patience, Consumer<String> progress) {
        this.api = api;
        this.patience = patience;
        this.progress = progress;
    }

    /** What it came to; Undecided, with what was seen last, when that takes too long. */
    <T> T await(LoadTestRun run, Function<LoadTestRun, Optional<T>> wanted)
            throws BadInput, Undecided, InterruptedException {
        var there = wanted.apply(run);
        if (there.isPresent()) {
            return there.get();
        }
        show(run);
        var name = run.getMetadata().getName();
        try (var informer = api.resource(run.getMetadata().getNamespace(), name)
                .runnableInformer(0)
                .addEventHandler(new Telling())
                .exceptionHandler((_, _) -> true)) {
            var _ = informer.start();
            return awaitNews(run, wanted);
        }
    }

    private <T> T awaitNews(LoadTestRun run, Function<LoadTestRun, Optional<T>> wanted)
            throws BadInput, Undecided, InterruptedException {
        var last = run;
        try {
            while (true) {
                last = next(run);
                var there = wanted.apply(last);
                if (there.isPresent()) {
                    return there.get();
                }
                show(last);
            }
        } catch (Undecided e) {
            throw e.after(GateAnswer.of(last));
        }
    }

    /** As the informer tells it; as the API server has it when the informer tells nothing. */
    private LoadTestRun next(LoadTestRun run) throws BadInput, Undecided, InterruptedException {
        var metadata = run.getMetadata();
        var news = patience.next(LOOK_AGAIN);
        var seen = news.isPresent() ? news.get().run() : api.run(metadata.getNamespace(), metadata.getName());
        return seen.filter(now -> now.getMetadata().getUid().equals(metadata.getUid()))
                .orElseThrow(() -> Undecided.deleted(metadata.getName()));
    }

    private void show(LoadTestRun run) {
        var status = run.getStatus();
        var phase = status == null || status.phase() == null
                ? "Pending"
                : status.phase().name();
        progress.accept("LoadTestRun " + run.getMetadata().getName() + ": " + phase + ": "
                + GateAnswer.of(run).message());
    }

    /** Tells of every change. */
    private final class Telling implements ResourceEventHandler<LoadTestRun> {
        @Override
        public void onAdd(LoadTestRun run) {
            patience.tell(new News(Optional.of(run)));
        }

        @Override
        public void onUpdate(LoadTestRun before, LoadTestRun run) {
            patience.tell(new News(Optional.of(run)));
        }

        @Override
        public void onDelete(LoadTestRun run, boolean deletedFinalStateUnknown) {
            patience.tell(new News(Optional.empty()));
        }
    }
}
