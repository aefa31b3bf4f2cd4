package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.operator.job.RunnerFiles;
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

    Translation plan(LoadTestRun run, LoadTestSpec test, List<FrozenBudget> budgets) {
        var metadata = run.getMetadata();
        return translator.translate(
                test,
                RunIdentity.of(metadata.getNamespace(), metadata.getName(), metadata.getUid()),
                budgets.stream().collect(Collectors.toMap(FrozenBudget::name, FrozenBudget::spec)));
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
