package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.FindingStatus;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.finding.Finding;
import dev.plimsoll.engine.finding.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands out over the time of a run, as people read it. */
public final class FindingStatuses {
    private FindingStatuses() {}

    /** Null when nothing does. */
    static @Nullable List<FindingStatus> of(RunResult result) {
        var findings = Findings.of(result).stream().map(FindingStatuses::status).toList();
        return findings.isEmpty() ? null : findings;
    }

    private static FindingStatus status(Finding finding) {
        return new FindingStatus(
                finding.kind().word(),
                finding.phase().isEmpty() ? null : finding.phase(),
                finding.message(),
                finding.figures().stream()
                        .map(figure -> new FindingStatus.Figure(figure.name(), figure.text()))
                        .toList());
    }

    /** What it says in an event. */
    public static String sentence(FindingStatus finding) {
        return (finding.phase() == null ? "" : finding.phase() + ": ") + finding.message();
    }

    /** How it is told in an event. */
    public static EventFactory.Kind kind(FindingStatus finding) {
        return finding.name().equals(Finding.Kind.RECOVERY.word())
                ? EventFactory.Kind.Normal
                : EventFactory.Kind.Warning;
    }
}
