package dev.plimsoll.cli.show;

import dev.plimsoll.api.v1alpha1.FindingStatus;
import dev.plimsoll.engine.finding.Finding;
import dev.plimsoll.engine.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands out over the time of a run, a line each: {@code Drift: in 1h at a steady 500/s, …}. */
final class FindingText {
    private final Style style;

    FindingText(Style style) {
        this.style = style;
    }

    List<String> lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> line(finding.kind().word(), finding.phase(), finding.message()))
                .toList();
    }

    List<String> linesOf(List<FindingStatus> findings) {
        return findings.stream()
                .map(finding -> line(finding.name(), finding.phase(), finding.message()))
                .toList();
    }

    private String line(String name, @Nullable String phase, String message) {
        boolean concern = !name.equals(Finding.Kind.RECOVERY.word());
        return (concern ? style.of(Verdict.WARN, name) : name) + ": "
                + (phase == null || phase.isEmpty() ? "" : phase + ": ") + message;
    }
}
