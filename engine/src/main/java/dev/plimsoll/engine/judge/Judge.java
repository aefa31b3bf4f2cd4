package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * From a result and budgets to a verdict: a pure function, the same for a run that ended an hour or a year ago.
 *
 * <p>Every objective is judged and shown with its value. A phase's verdict is that of its {@link Validity}, where there
 * is a doubt; else the worst of its objectives, of which one that only warns never makes it worse than Warn, missed or
 * inconclusive. The run's verdict is that of a doubt about the whole run, or else the worst of its phases.
 */
public final class Judge {
    private final RunResult result;
    private final List<Budget> budgets;
    private final Map<String, Baseline> baselines;

    private Judge(RunResult result, List<Budget> budgets, Map<String, Baseline> baselines) {
        this.result = result;
        this.budgets = budgets;
        this.baselines = baselines;
    }

    /** Judges a run without a look at earlier ones. */
    public static Judgement judge(RunResult result, List<Budget> budgets) {
        return judge(result, budgets, Map.of());
    }

    /**
     * Judges a run.
     *
     * @param baselines earlier runs, by the name of the budget whose objectives are held against them; a run that
     *     compares two arms needs none
     */
    public static Judgement judge(RunResult result, List<Budget> budgets, Map<String, Baseline> baselines) {
        return result.plan().comparesArms()
                ? ComparisonJudge.judge(result, budgets)
                : new Judge(result, budgets, baselines).judge();
    }

    /** How far a comparison is that goes on. */
    public static ComparisonProgress progress(RunResult soFar, List<Budget> budgets) {
        return ComparisonJudge.progress(soFar, budgets);
    }

    private Judgement judge() {
        var plan = result.plan();
        var phases = plan.phases().stream()
                .map(phase -> new PhaseJudgement(phase.name(), judge(phase)))
                .toList();
        if (!plan.hasNamedPhases()) {
            return phases.getFirst().judgement();
        }
        var evidence = Evidence.of(result, plan.phases());
        var totals = evidence.totals(result.shards());
        return Validity.ofRun(result, evidence)
                .map(doubt -> new Judgement(
                        doubt.verdict(),
                        doubt.reason(),
                        doubt.message(),
                        PhaseSummary.objectives(phases),
                        totals,
                        phases))
                .orElseGet(() -> PhaseSummary.of(phases, totals));
    }

    private Judgement judge(Phase phase) {
        if (phase.staircase() != null) {
            return CapacityJudge.judge(
                    result,
                    phase,
                    budgets.stream()
                            .filter(budget -> budget.phase().equals(phase.name()))
                            .toList(),
                    doubt(phase, Evidence.of(result, List.of(phase)), _ -> Optional.empty()));
        }
        var evidence = Evidence.of(result, List.of(phase));
        var judge = new ObjectiveJudge(evidence, baselines);
        var objectives = budgets.stream()
                .filter(budget -> budget.phase().equals(phase.name()))
                .flatMap(budget -> budget.objectives().stream().map(objective -> judge.judge(budget, objective)))
                .toList();
        var totals = evidence.totals(result.shards());
        return doubt(phase, evidence, Validity::ofPhase)
                .map(doubt -> new Judgement(doubt.verdict(), doubt.reason(), doubt.message(), objectives, totals))
                .orElseGet(() -> Summary.of(objectives, totals));
    }

    /**
     * A phase that was over when the run was cut short stands; one that had not begun proves nothing.
     *
     * @param ofPhase what speaks against the numbers of a phase that was driven to its end
     */
    private Optional<Doubt> doubt(Phase phase, Evidence evidence, Function<Evidence, Optional<Doubt>> ofPhase) {
        var ofRun = Validity.ofRun(result, evidence);
        if (phase.hasName() && ofRun.isPresent() && ofRun.get().reason() != Reason.RUNNER_LOST) {
            if (!evidence.hasBegun()) {
                return Optional.of(new Doubt(
                        Reason.NOT_BEGUN,
                        "the load was ended before this phase began: "
                                + ofRun.get().message()));
            }
            if (evidence.isComplete()) {
                return ofPhase.apply(evidence);
            }
        }
        return ofRun.or(() -> ofPhase.apply(evidence));
    }
}
