package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.TrendStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether nothing that a budget looks at became worse lately. It warns; no verdict and no gate follows from it. */
final class Steadiness {
    /** After so many nights a change is how things are. */
    private static final int NEWS = 30;

    /** Three on either side of a change. */
    private static final int FEWEST = 6;

    private Steadiness() {}

    /** Empty for a budget that no LoadTest was judged by night after night. */
    static Optional<Conditions.Claim> claim(List<TrendStatus> trends) {
        if (trends.isEmpty()) {
            return Optional.empty();
        }
        var changes = worse(trends, Steadiness::change);
        var drifts = worse(trends, Steadiness::drift);
        if (!changes.isEmpty() || !drifts.isEmpty()) {
            return Optional.of(new Conditions.Claim(
                    ConditionType.Steady,
                    Conditions.Truth.False,
                    changes.isEmpty() ? "Drift" : "ChangePoint",
                    Stream.of(changes, drifts).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"))));
        }
        boolean known = trends.stream().anyMatch(trend -> trend.nights() >= FEWEST);
        return Optional.of(
                known
                        ? new Conditions.Claim(
                                ConditionType.Steady,
                                Conditions.Truth.True,
                                "NoWorse",
                                "nothing became worse within the last " + NEWS + " nights")
                        : new Conditions.Claim(
                                ConditionType.Steady,
                                Conditions.Truth.Unknown,
                                "TooFewNights",
                                "a change takes " + FEWEST + " nights to be seen"));
    }

    private static String worse(List<TrendStatus> trends, Function<TrendStatus, Optional<String>> text) {
        return trends.stream().flatMap(trend -> text.apply(trend).stream()).collect(Collectors.joining("\n"));
    }

    private static Optional<String> change(TrendStatus trend) {
        return Optional.ofNullable(trend.change())
                .filter(change -> change.worse() && change.nights() <= NEWS)
                .map(change -> "%s in LoadTest %s: from %s to %s (%s) with run %s"
                        .formatted(
                                title(trend),
                                trend.loadTest(),
                                change.from(),
                                change.to(),
                                change.change(),
                                change.run()));
    }

    private static Optional<String> drift(TrendStatus trend) {
        return Optional.ofNullable(trend.drift())
                .filter(TrendStatus.Drift::worse)
                .map(drift -> "%s in LoadTest %s: %s in 30 nights, since run %s"
                        .formatted(title(trend), trend.loadTest(), drift.perThirtyNights(), drift.since()));
    }

    private static String title(TrendStatus trend) {
        return trend.phase() == null ? trend.objective() : trend.phase() + ": " + trend.objective();
    }
}
