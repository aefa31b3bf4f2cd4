package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An earlier run as later ones are held against it: the values that their objectives compare, not its histograms. */
public final class BaselineRun {
    private final String name;
    private final Map<Trait, RunReading> readings;

    private BaselineRun(String name, Map<Trait, RunReading> readings) {
        this.name = name;
        this.readings = Map.copyOf(readings);
    }

    /** What one objective compares: two objectives that compare the same have the same value. */
    private record Trait(String phase, Selector selector, Compared compared) {}

    /**
     * Reads what the objectives of some budgets compare.
     *
     * @param name for messages
     * @param result of a run with one target
     */
    public static BaselineRun of(String name, RunResult result, List<Budget> budgets) {
        var readings = new HashMap<Trait, RunReading>();
        for (var phase : result.plan().phases()) {
            var evidence = Evidence.of(result, List.of(phase));
            var doubt = Validity.ofRun(result, evidence).or(() -> Validity.ofPhase(evidence));
            budgets.stream()
                    .filter(budget -> budget.phase().equals(phase.name()))
                    .flatMap(budget -> budget.objectives().stream())
                    .forEach(objective -> {
                        if (objective instanceof Objective.Regression regression) {
                            readings.computeIfAbsent(
                                    trait(phase.name(), regression),
                                    _ -> doubt.<RunReading>map(RunReading.Unfit::new)
                                            .orElseGet(() -> RunGauge.read(evidence, regression)));
                        }
                    });
        }
        return new BaselineRun(name, readings);
    }

    /** The run's name. */
    public String name() {
        return name;
    }

    /** What it says of an objective. */
    RunReading reading(String phase, Objective.Regression objective) {
        return readings.getOrDefault(
                trait(phase, objective),
                new RunReading.Unfit(new Doubt(Reason.NO_DATA, "it did not measure " + objective.subject())));
    }

    private static Trait trait(String phase, Objective.Regression objective) {
        return new Trait(phase, objective.selector(), objective.compared());
    }
}
