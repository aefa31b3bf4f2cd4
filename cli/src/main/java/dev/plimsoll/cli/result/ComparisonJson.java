package dev.plimsoll.cli.result;

import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a comparison came; in a run that compares nothing there is none. */
record ComparisonJson(int rounds, int maxRounds, int decided, int compared, List<String> leftOut) {

    static @Nullable ComparisonJson of(@Nullable ComparisonProgress progress) {
        return progress == null
                ? null
                : new ComparisonJson(
                        progress.rounds(),
                        progress.maxRounds(),
                        progress.decided(),
                        progress.compared(),
                        progress.leftOut());
    }

    /** What both sides measured for one objective; differences are fractions of the baseline. */
    record ContrastJson(
            String baseline,
            String candidate,
            int rounds,
            double difference,
            @Nullable Double low,
            @Nullable Double high,
            double hodgesLehmann,
            double autocorrelation) {

        static @Nullable ContrastJson of(ObjectiveJudgement judged) {
            var contrast = judged.contrast();
            var difference = judged.measured();
            if (contrast == null
                    || difference == null
                    || !(judged.objective() instanceof Objective.Regression objective)) {
                return null;
            }
            var interval = judged.confidence();
            return new ContrastJson(
                    objective.compared().format(contrast.baseline()),
                    objective.compared().format(contrast.candidate()),
                    contrast.rounds(),
                    difference,
                    interval == null ? null : interval.low(),
                    interval == null ? null : interval.high(),
                    contrast.hodgesLehmann(),
                    contrast.autocorrelation());
        }
    }
}
