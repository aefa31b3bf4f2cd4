package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.ComparisonStatus;
import dev.plimsoll.api.v1alpha1.ComparisonStatus.Placement;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.engine.judge.ComparisonProgress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people read about a comparison: rounds, what is decided, and where its two sides run. */
final class ComparisonStatuses {
    /** Reason of a verdict that different nodes make advisory. */
    static final String DIFFERENT_NODES = Placement.DifferentNodes.name();

    private static final ComparisonStatus NOTHING = new ComparisonStatus(null, null, null, null, null);

    /** As many as somebody reads. */
    private static final int MOST_LEFT_OUT = 20;

    private ComparisonStatuses() {}

    static ComparisonStatus placed(@Nullable ComparisonStatus before, Whereabouts now) {
        var status = before == null ? NOTHING : before;
        var worse = status.placement() == null || status.placementMessage() == null
                ? now
                : new Whereabouts(status.placement(), status.placementMessage()).orWorse(now);
        return new ComparisonStatus(
                status.rounds(), status.decided(), status.leftOut(), worse.placement(), worse.message());
    }

    static ComparisonStatus after(@Nullable ComparisonStatus before, ComparisonProgress progress) {
        var status = before == null ? NOTHING : before;
        return new ComparisonStatus(
                progress.rounds() + "/" + progress.maxRounds(),
                progress.decided() + "/" + progress.compared(),
                leftOut(progress.leftOut()),
                status.placement(),
                status.placementMessage());
    }

    private static @Nullable List<String> leftOut(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        int more = lines.size() - MOST_LEFT_OUT;
        return more <= 0
                ? lines
                : Stream.concat(lines.stream().limit(MOST_LEFT_OUT), Stream.of("and " + more + " more"))
                        .toList();
    }

    /** The run goes on. */
    static String underWay(ComparisonProgress progress) {
        return "the load is sent: %d of at most %d rounds are over, %d of %d objectives that compare are decided"
                .formatted(progress.rounds(), progress.maxRounds(), progress.decided(), progress.compared());
    }

    /** Whether its verdict may be due to the nodes, and a budget minds. */
    static boolean isAdvisory(@Nullable ComparisonStatus status, @Nullable List<FrozenBudget> budgets) {
        return status != null
                && status.placement() == Placement.DifferentNodes
                && Stream.ofNullable(budgets).flatMap(List::stream).anyMatch(ComparisonStatuses::minds);
    }

    private static boolean minds(FrozenBudget budget) {
        return !Boolean.TRUE.equals(budget.spec().acceptDifferentNodes())
                && budget.spec().objectives().stream().anyMatch(objective -> objective.maxRegression() != null);
    }

    static String advisory(ComparisonStatus status) {
        return "; advisory, for " + status.placementMessage()
                + ", and the nodes may be what differs: let both sides run "
                + "on the same nodes, or set acceptDifferentNodes in the budget";
    }
}
