package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.QueueStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.job.InvalidTemplateException;
import dev.plimsoll.operator.job.RunNames;
import dev.plimsoll.operator.job.RunnerJob;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.limits.Place;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.Problem;
import dev.plimsoll.operator.translate.Translation;
import dev.plimsoll.operator.translate.Translator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The run gets what it will be judged by and held to: its LoadTest's spec and the budgets, both frozen. Then it is
 * checked.
 */
final class PendingPhase {
    /** {@code kubectl apply} of a folder may create the LoadTest before its budget. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Whoever makes the queue move tells those who wait; this is for what nobody tells. */
    private static final Duration IN_QUEUE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final GateSides gateSides;
    private final RunPlanner planner;
    private final Admission admission;
    private final RunnerSettings settings;
    private final RunStatuses statuses;
    private final Clock clock;

    PendingPhase(
            Cluster cluster,
            GateSides gateSides,
            RunPlanner planner,
            Admission admission,
            RunnerSettings settings,
            RunStatuses statuses,
            Clock clock) {
        this.cluster = cluster;
        this.gateSides = gateSides;
        this.planner = planner;
        this.admission = admission;
        this.settings = settings;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Who must wait for something else than a place does not keep others waiting. */
    Step step(ObservedRun observed) {
        var step = look(observed);
        boolean keepsPlace = switch (step) {
            case Step.Go(var status) -> status.phase() == RunPhase.Starting;
            case Step.Wait wait -> wait.status().queue() != null;
            case Step.End() -> false;
        };
        if (!keepsPlace) {
            admission.leave(observed.run());
        }
        return step;
    }

    private Step look(ObservedRun observed) {
        var run = observed.run();
        var loadTest = run.getSpec().loadTest();
        if (loadTest != null && !FrozenRun.isFrozen(run)) {
            return cluster.loadTest(observed.name().namespace(), loadTest)
                    .map(test -> gates(run, test).orElseGet(() -> plan(freeze(run, test))))
                    .orElseGet(() -> missing(
                            run,
                            "LoadTestNotFound",
                            new Problem(
                                    "spec.loadTest",
                                    loadTest,
                                    "there is no LoadTest of this name in the namespace; "
                                            + "create it or correct the name")));
        }
        return plan(run);
    }

    /** Why the LoadTest does not judge the revision of the run; empty when it does, or the run has none. */
    private Optional<Step> gates(LoadTestRun run, LoadTest test) {
        var revision = run.getSpec().revision();
        return revision == null
                ? Optional.empty()
                : GatedRuns.refusal(test.getMetadata().getName(), test.getSpec(), revision)
                        .map(why -> refused(run, new Problem("spec.revision", revision.name(), why)));
    }

    private LoadTestRun freeze(LoadTestRun run, LoadTest test) {
        return cluster.merge(FrozenRun.of(run, test));
    }

    private Step plan(LoadTestRun run) {
        var test = run.getSpec().test();
        if (test == null) {
            return refused(
                    run,
                    new Problem("spec", "", "nothing says what runs; set loadTest to the name of a LoadTest, or test"));
        }
        if (run.getSpec().overrides() != null && run.getSpec().loadTest() == null) {
            return refused(
                    run,
                    new Problem(
                            "spec.overrides",
                            "",
                            "they replace parts of a LoadTest, and none is named; set loadTest, or write them into"
                                    + " test"));
        }
        var runName = run.getMetadata().getName();
        if (runName.length() > RunNames.LONGEST_RUN) {
            return refused(
                    run,
                    new Problem(
                            "metadata.name",
                            runName,
                            "has " + runName.length()
                                    + " characters, and what belongs to the run is named after it; use "
                                    + RunNames.LONGEST_RUN + " at most"));
        }
        var budgets = new ArrayList<FrozenBudget>();
        for (var name : Translator.budgetNames(test)) {
            var budget = cluster.budget(run.getMetadata().getNamespace(), name);
            if (budget.isEmpty() && isYoung(run)) {
                return waitFor(run, "waiting for PerformanceBudget " + name);
            }
            budget.ifPresent(there ->
                    budgets.add(new FrozenBudget(name, there.getMetadata().getGeneration(), there.getSpec())));
        }
        return switch (planner.plan(run, test, budgets)) {
            case Translation.Refused refused -> new Step.Go(statuses.failed(run, "InvalidSpec", refused.message()));
            case Translation.Planned planned ->
                planner.refusal(run, planned, statuses)
                        .<Step>map(Step.Go::new)
                        .orElseGet(() -> allowed(run, test, budgets, planned));
        };
    }

    private Step allowed(LoadTestRun run, LoadTestSpec test, List<FrozenBudget> budgets, Translation.Planned planned) {
        return switch (gateSides.prepare(run)) {
            case GateSides.State.Ready() -> planned(run, test, budgets, planned);
            case GateSides.State.Waiting(var message) -> waitFor(run, message);
            case GateSides.State.Broken(var reason, var message) -> new Step.Go(statuses.broken(run, reason, message));
        };
    }

    private Step planned(LoadTestRun run, LoadTestSpec test, List<FrozenBudget> budgets, Translation.Planned planned) {
        try {
            var _ = RunnerJob.of(run, test, planned.plan(), settings);
        } catch (InvalidTemplateException e) {
            return refused(
                    run,
                    new Problem(
                            "spec.runners.template" + e.field(),
                            "",
                            "is not what a pod template has there; see kubectl explain pod: " + e.getMessage()));
        }
        var target = Translator.target(test, run.getMetadata().getNamespace());
        return switch (admission.apply(run, planned.plan())) {
            case Place.Admitted() -> new Step.Go(statuses.planned(run, target, budgets, planned.shards()));
            case Place.Queued(var position, var rule, var message) ->
                new Step.Wait(statuses.queued(run, QueueStatus.waiting(position, rule), message), IN_QUEUE);
        };
    }

    private Step refused(LoadTestRun run, Problem problem) {
        return new Step.Go(statuses.failed(run, "InvalidSpec", problem.toString()));
    }

    private Step missing(LoadTestRun run, String reason, Problem problem) {
        return isYoung(run)
                ? waitFor(run, "waiting for what " + problem.field() + " names: " + problem.value())
                : new Step.Go(statuses.failed(run, reason, problem.toString()));
    }

    private Step waitFor(LoadTestRun run, String message) {
        return new Step.Wait(statuses.pending(run, message), LOOK_AGAIN);
    }

    private boolean isYoung(LoadTestRun run) {
        var created = Instant.parse(run.getMetadata().getCreationTimestamp());
        return clock.instant().isBefore(created.plus(PATIENCE));
    }
}
