package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.engine.limit.Breach;
import dev.plimsoll.engine.limit.Breaches;
import dev.plimsoll.operator.job.RunnerFiles;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.translate.RunIdentity;
import dev.plimsoll.operator.translate.Translation;
import dev.plimsoll.operator.translate.Translator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans runs. The plan follows from what is frozen in the run, so it is made anew whenever it is needed. */
final class RunPlanner {
    private final Translator translator = new Translator(RunnerFiles::path);
    private final LimitsConfig limits;

    RunPlanner(LimitsConfig limits) {
        this.limits = limits;
    }

    Translation plan(LoadTestRun run, LoadTestSpec test, List<FrozenBudget> budgets) {
        var metadata = run.getMetadata();
        var translation = translator.translate(
                test,
                RunIdentity.of(metadata.getNamespace(), metadata.getName(), metadata.getUid()),
                budgets.stream().collect(Collectors.toMap(FrozenBudget::name, FrozenBudget::spec)));
        return switch (translation) {
            case Translation.Planned planned ->
                new Translation.Planned(
                        planned.plan().within(limits.ofPlan(metadata.getNamespace())),
                        planned.shards(),
                        planned.budgets(),
                        planned.abort());
            case Translation.Refused refused -> refused;
        };
    }

    /** Status of a run whose plan asks for what it may not have; empty when all is allowed. */
    Optional<LoadTestRunStatus> refusal(LoadTestRun run, Translation.Planned planned, RunStatuses statuses) {
        var breaches = Breaches.of(planned.plan());
        return breaches.isEmpty()
                ? Optional.empty()
                : Optional.of(statuses.failed(run, breaches.getFirst().kind().word(), message(breaches)));
    }

    static String message(List<Breach> breaches) {
        return breaches.stream().map(Breach::message).collect(Collectors.joining("\n"));
    }

    /** The plan of a run that was planned before. Empty when this version of the operator refuses it. */
    Optional<Translation.Planned> replan(ObservedRun observed) {
        var budgets = Stream.ofNullable(observed.status().budgets())
                .flatMap(List::stream)
                .toList();
        return switch (plan(observed.run(), observed.test(), budgets)) {
            case Translation.Planned planned -> Optional.of(planned);
            case Translation.Refused _ -> Optional.empty();
        };
    }
}
