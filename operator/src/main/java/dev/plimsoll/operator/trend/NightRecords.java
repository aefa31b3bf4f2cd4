package dev.plimsoll.operator.trend;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.engine.judge.Reason;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is kept of runs. */
public final class NightRecords {
    /** Reasons of a run whose numbers are not those of the whole load, or not of the target alone. */
    private static final Set<String> DOUBTS = EnumSet.of(
                    Reason.ABORTED,
                    Reason.INTERRUPTED,
                    Reason.RUNNER_LOST,
                    Reason.STOPPED,
                    Reason.NOT_BEGUN,
                    Reason.NO_DATA,
                    Reason.GENERATOR_LIMITED)
            .stream()
            .map(Reason::word)
            .collect(Collectors.toUnmodifiableSet());

    /** Of an image or a node that nobody could look at. */
    private static final String UNKNOWN = "unknown";

    private static final String BETWEEN = " | ";

    private NightRecords() {}

    /**
     * Whether a run is a night: it was judged, and it ran what its LoadTest says and nothing else, so that nights are
     * alike. One that gates a revision tries another version each time.
     */
    public static boolean isNight(LoadTestRun run) {
        var spec = run.getSpec();
        var status = run.getStatus();
        return spec.loadTest() != null
                && spec.revision() == null
                && spec.overrides() == null
                && status != null
                && status.verdict() != null
                && status.completedAt() != null
                && status.objectives() != null
                && !status.objectives().isEmpty();
    }

    /** With what a run came to; the same when that is in it. */
    public static TrendSeries add(TrendSeries series, LoadTestRun run) {
        return series.with(of(run, series));
    }

    /** What is kept of a night. */
    private static NightRecord of(LoadTestRun run, TrendSeries before) {
        var status = Objects.requireNonNull(run.getStatus());
        return new NightRecord(
                run.getMetadata().getName(),
                run.getMetadata().getUid(),
                Objects.requireNonNull(status.startAt() == null ? status.completedAt() : status.startAt()),
                setup(
                        status.setup(),
                        before.nights().isEmpty() ? null : before.nights().getLast()),
                isDoubtful(status),
                Objects.requireNonNullElse(status.objectives(), List.<ObjectiveStatus>of()).stream()
                        .map(NightRecords::point)
                        .toList());
    }

    private static boolean isDoubtful(LoadTestRunStatus status) {
        return isDoubtful(Optional.ofNullable(status.reason()).orElse(""));
    }

    /** Whether a run that ended for this reason proves nothing with its numbers. */
    public static boolean isDoubtful(String reason) {
        return DOUBTS.contains(reason);
    }

    private static Point point(ObjectiveStatus objective) {
        return new Point(
                objective.phase(),
                objective.budget(),
                objective.name(),
                objective.limit(),
                objective.measured(),
                objective.verdict().name());
    }

    /** What nobody could look at is taken to be as it was the night before. */
    private static String setup(@Nullable SetupStatus setup, @Nullable NightRecord before) {
        if (setup == null) {
            return before == null ? UNKNOWN : before.setup();
        }
        var parts = List.of(setup.spec(), setup.runners() + " runners", setup.runnerImage(), setup.nodeType());
        var earlier =
                before == null ? List.<String>of() : List.of(before.setup().split(" \\| ", -1));
        return IntStream.range(0, parts.size())
                .mapToObj(i ->
                        parts.get(i).equals(UNKNOWN) && earlier.size() == parts.size() ? earlier.get(i) : parts.get(i))
                .collect(Collectors.joining(BETWEEN));
    }
}
