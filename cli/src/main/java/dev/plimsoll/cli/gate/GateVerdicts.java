package dev.plimsoll.cli.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.operator.gate.GateAnswer;
import dev.plimsoll.operator.gate.GatedRuns;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds or makes the run that a question is about, and waits for its verdict. */
public final class GateVerdicts {
    private final ApiServer api;
    private final RunWatch watch;
    private final Consumer<String> progress;

    /**
     * Asks an API server.
     *
     * @param progress told of each change, and of every trouble
     */
    public GateVerdicts(KubernetesClient client, Patience patience, Consumer<String> progress) {
        this.progress = progress;
        this.api = new ApiServer(client, patience, progress);
        this.watch = new RunWatch(api, patience, progress);
    }

    /** The answer that stands; never one that says Wait. */
    public GateAnswer answer(Question question) throws BadInput, Undecided, InterruptedException {
        var test = test(question);
        var run = question.revision() == null ? latest(question) : judging(question, question.revision(), test);
        return watch.await(run, seen -> decided(seen, test));
    }

    private static Optional<GateAnswer> decided(LoadTestRun run, LoadTest test) {
        return Optional.of(GateAnswer.ofAny(run, test.getSpec().gate()))
                .filter(answer -> !answer.decision().equals(GateAnswer.WAIT));
    }

    private LoadTest test(Question question) throws BadInput, Undecided, InterruptedException {
        return api.loadTest(question.namespace(), question.loadTest())
                .orElseThrow(() -> new BadInput("there is no LoadTest " + question.loadTest() + " in namespace "
                        + question.namespace() + "; create it, or correct NAMESPACE/NAME (kubectl get loadtests -A)"));
    }

    // --- the latest run

    /** Once the operator has seen the LoadTest as it is: what ran before a change says nothing about it. */
    private LoadTestRun latest(Question question) throws BadInput, Undecided, InterruptedException {
        while (true) {
            var test = test(question);
            var last = Optional.ofNullable(test.getStatus()).map(LoadTestStatus::lastRun);
            if (last.isPresent() && isSeen(test)) {
                var run = api.run(question.namespace(), last.get());
                if (run.isPresent()) {
                    return run.get();
                }
            }
            progress.accept("LoadTest " + question + " has no run yet");
            api.pause();
        }
    }

    private static boolean isSeen(LoadTest test) {
        var status = test.getStatus();
        return status != null
                && status.observedGeneration() != null
                && status.observedGeneration() >= test.getMetadata().getGeneration();
    }

    // --- the run of a revision

    private LoadTestRun judging(Question question, Question.Revision revision, LoadTest test)
            throws BadInput, Undecided, InterruptedException {
        boolean byOperator = operatorCreates(test);
        if (byOperator && revision.baseline() != null) {
            throw new BadInput("--baseline: LoadTest " + question.loadTest() + " gates "
                    + Objects.requireNonNull(test.getSpec().gate()).rollout()
                    + ", of which the operator knows the old revision; leave it out");
        }
        var asked = spec(revision, test, Objects.requireNonNullElse(revision.attempt(), 1L));
        var refusal = byOperator // who knows the old revision
                ? GatedRuns.notGated(question.loadTest(), test.getSpec(), asked)
                : GatedRuns.refusal(question.loadTest(), test.getSpec(), asked);
        if (refusal.isPresent()) {
            throw new BadInput(refusal.get());
        }
        while (true) {
            var runs = ofRevision(question, asked);
            var there = runs.stream()
                    .filter(run ->
                            revision.isOf(Objects.requireNonNull(run.getSpec().revision())))
                    .max(Comparator.comparingLong(GateVerdicts::attempt));
            if (there.isPresent()) {
                return there.get();
            }
            if (!byOperator) {
                return create(question, spec(revision, test, attempt(revision, runs)));
            }
            progress.accept(
                    "the operator makes the run once " + asked.rollout() + " is held at revision " + revision.name());
            api.pause();
        }
    }

    private LoadTestRun create(Question question, RevisionSpec revision)
            throws BadInput, Undecided, InterruptedException {
        var run = api.create(GatedRuns.create(question.namespace(), question.loadTest(), revision));
        var there = run.getSpec().revision();
        if (there == null || !there.equals(revision)) {
            throw new BadInput("--attempt: LoadTestRun " + run.getMetadata().getName() + " is about something else: "
                    + there + "; ask for another one, such as --attempt " + (revision.attempt() + 1));
        }
        return run;
    }

    private List<LoadTestRun> ofRevision(Question question, RevisionSpec revision)
            throws BadInput, Undecided, InterruptedException {
        var labels = new HashMap<>(GatedRuns.labels(question.loadTest(), revision));
        labels.remove(Api.ROLLOUT_LABEL); // whoever names none means any
        return api.runs(question.namespace(), labels).stream()
                .filter(run -> question.loadTest().equals(run.getSpec().loadTest()))
                .filter(run -> run.getSpec().revision() != null
                        && run.getSpec().revision().name().equals(revision.name()))
                .toList();
    }

    /** The first one, or the next when it was held against another old revision before. */
    private static long attempt(Question.Revision revision, List<LoadTestRun> runs) {
        return revision.attempt() != null
                ? revision.attempt()
                : 1 + runs.stream().mapToLong(GateVerdicts::attempt).max().orElse(0);
    }

    private static long attempt(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().revision()).attempt();
    }

    private static RevisionSpec spec(Question.Revision revision, LoadTest test, long attempt) {
        var gate = test.getSpec().gate();
        return new RevisionSpec(
                revision.rollout() == null && gate != null ? gate.rollout() : revision.rollout(),
                revision.name(),
                revision.baseline(),
                attempt);
    }

    /** What the operator holds it tests by itself, with the old revision that it knows. */
    private static boolean operatorCreates(LoadTest test) {
        var gate = test.getSpec().gate();
        return gate != null
                && gate.rollout() != null
                && switch (gate.rollout().kind()) {
                    case Deployment, Rollout -> true;
                    case Canary, Other -> false;
                };
    }
}
