package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Judgements;
import dev.plimsoll.engine.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    @Test
    void shouldAlignObjectivesAndEndWithTheVerdictWhenARunWasJudged() {
        assertThat(new VerdictText(Style.PLAIN).lines(Judgements.failed()))
                .containsExactly(
                        "Judged 30s: 6,000 requests sent of 6,000 offered (200/s of 200/s), 12 errors (0.2%)",
                        "  ConnectionReset: 2",
                        "  Timeout: 10",
                        "Response time  p50 4ms, p90 9ms, p95 12ms, p99 212ms, p99.9 300ms, max 301ms",
                        "",
                        "OBJECTIVE   OF                          LIMIT   MEASURED   95 % INTERVAL   SAMPLES   VERDICT",
                        "p99         p99 of response time     <= 100ms      212ms    180ms..240ms     6,000   Fail",
                        "errors      error rate of buy/cart    <= 0.1%          -               -         0  "
                                + " Inconclusive",
                        "",
                        "Fail (ObjectiveMissed): p99 of response time is 212ms, above 100ms.");
    }

    @Test
    void shouldShowEachPhaseWhenARunHasSome() {
        assertThat(new VerdictText(Style.PLAIN).lines(Judgements.failedInAPhase()))
                .containsSubsequence(
                        "PHASE   JUDGED   OFFERED    SENT   P50     P99   ERRORS   VERDICT",
                        "calm        0s       0/s     0/s     -       -       0%   Inconclusive",
                        "rush       30s     200/s   200/s   4ms   212ms     0.2%   Fail",
                        "OBJECTIVE      OF                          LIMIT   MEASURED   95 % INTERVAL   SAMPLES  "
                                + " VERDICT",
                        "rush: p99      p99 of response time     <= 100ms      212ms    180ms..240ms     6,000   Fail",
                        "Fail (ObjectiveMissed): 1 of 2 phases failed: rush: p99 of response time is 212ms, above"
                                + " 100ms.");
    }

    @Test
    void shouldTellFindingsBeforeTheVerdictWhenThereAreSome() {
        var findings = List.of(
                new Finding(Finding.Kind.DRIFT, "", "p95 rose", List.of()),
                new Finding(Finding.Kind.RECOVERY, "rush", "p95 was back after 12s", List.of()));

        assertThat(new VerdictText(Style.PLAIN).lines(Judgements.failed(), findings))
                .endsWith(
                        "",
                        "Drift: p95 rose",
                        "Recovery: rush: p95 was back after 12s",
                        "",
                        "Fail (ObjectiveMissed): p99 of response time is 212ms, above 100ms.");
    }

    @Test
    void shouldPadByWhatIsSeenWhenCellsAreColoured() {
        var plain = new VerdictText(Style.PLAIN).lines(Judgements.failed());
        var coloured = new VerdictText(Style.COLOURED).lines(Judgements.failed());

        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]+m", "")))
                .containsExactlyElementsOf(plain);
    }
}
