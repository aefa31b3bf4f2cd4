package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.PauseSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pauses must be: one way to draw a length, which can be drawn by it. */
final class PauseRules {
    private PauseRules() {}

    static void check(PauseSpec pause, Findings at) {
        var ways = new OneOf()
                .field("duration", pause.duration())
                .field("min with max", pause.min() == null ? pause.max() : pause.min())
                .field("mean", pause.mean())
                .field("median with p95", pause.median() == null ? pause.p95() : pause.median());
        if (!ways.isExactlyOne("says no length", at)) {
            return;
        }
        switch (ways.only()) {
            case "duration" -> positive(pause.duration(), at.at("duration"));
            case "mean" -> positive(pause.mean(), at.at("mean"));
            case "min with max" -> checkRange(pause, at);
            default -> checkLogNormal(pause, at);
        }
    }

    private static void checkRange(PauseSpec pause, Findings at) {
        var min = present(pause.min(), at.at("min"), "is missing beside max; give the shortest pause, such as 500ms")
                .flatMap(text -> QuantityRules.duration(text, at.at("min")));
        var max = present(pause.max(), at.at("max"), "is missing beside min; give the longest pause, such as 2s")
                .flatMap(text -> positive(text, at.at("max")));
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            at.at("max").report(pause.max(), "is below min, " + pause.min() + "; swap them");
        }
    }

    private static void checkLogNormal(PauseSpec pause, Findings at) {
        var median = present(pause.median(), at.at("median"), "is missing beside p95; half of the pauses are shorter")
                .flatMap(text -> positive(text, at.at("median")));
        var p95 = present(pause.p95(), at.at("p95"), "is missing beside median; one pause in twenty is longer")
                .flatMap(text -> positive(text, at.at("p95")));
        if (median.isPresent() && p95.isPresent() && p95.get() <= median.get()) {
            at.at("p95")
                    .report(
                            pause.p95(),
                            "is not above the median, " + pause.median() + "; give a longer one, or write duration");
        }
    }

    private static Optional<Long> positive(@Nullable String text, Findings at) {
        return text == null
                ? Optional.empty()
                : QuantityRules.positiveDuration(text, "a pause is longer than zero; give one such as 1s", at);
    }

    private static Optional<String> present(@Nullable String text, Findings at, String whenMissing) {
        if (text == null) {
            at.report(whenMissing);
        }
        return Optional.ofNullable(text);
    }
}
