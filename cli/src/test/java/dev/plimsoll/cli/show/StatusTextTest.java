package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void shouldTellOnlyWhatIsKnownWhenARunGoesOn() throws JsonProcessingException {
        assertThat(StatusText.progress(status("{\"phase\": \"Starting\", \"pods\": \"0/1\"}")))
                .isEqualTo("Starting | pods 0/1");
        assertThat(StatusText.progress(status("""
            {"phase": "Running", "pods": "1/1", "offeredRate": "100/s", "achievedRate": "99/s", "p99": "30ms"}\
            """)))
                .isEqualTo("Running | pods 1/1 | offered 100/s | sent 99/s | p99 30ms");
    }

    @Test
    void shouldShowObjectivesAndVerdictWhenARunIsJudged() throws JsonProcessingException {
        var lines = new StatusText(Style.PLAIN).lines(status("""
            {"phase": "Complete", "verdict": "Fail", "reason": "ObjectiveMissed", "message": "1 of 1 is missed",
             "pods": "1/1", "startSkew": "40us", "offeredRate": "100/s", "achievedRate": "99/s",
             "totals": {"offered": 6000, "sent": 5940, "ok": 5940, "errors": 0, "late": 0, "missed": 60},
             "objectives": [{"budget": "slo", "name": "p99", "verdict": "Fail", "limit": "<= 100ms",
                             "measured": "212ms", "samples": 6000, "reason": "AboveLimit", "message": ""}]}\
            """));

        assertThat(lines)
                .containsExactly(
                        "Judged: 5,940 requests sent of 6,000 offered (99/s of 100/s), 0 errors; pods 1/1, start skew"
                                + " 40us",
                        "",
                        "OBJECTIVE      LIMIT   MEASURED   95 % INTERVAL   SAMPLES   VERDICT",
                        "slo/p99     <= 100ms      212ms               -     6,000   Fail",
                        "",
                        "Fail (ObjectiveMissed): 1 of 1 is missed");
    }

    @Test
    void shouldShowPhasesWhenARunHasSome() throws JsonProcessingException {
        var totals = "{\"offered\": 600, \"sent\": 600, \"ok\": 597, \"errors\": 3, \"late\": 0, \"missed\": 0}";
        var lines = new StatusText(Style.PLAIN).lines(status("""
            {"verdict": "Fail", "reason": "ObjectiveMissed", "message": "1 of 2 phases failed",
             "phases": [{"name": "calm", "verdict": "Pass", "offeredRate": "100/s", "achievedRate": "100/s", "totals": %1$s},
                        {"name": "rush", "verdict": "Fail", "offeredRate": "900/s", "achievedRate": "800/s",
                         "p99": "212ms", "totals": %1$s}],
             "objectives": [{"phase": "rush", "budget": "slo", "name": "p99", "verdict": "Fail", "limit": "<= 100ms",
                             "measured": "212ms", "samples": 6000, "reason": "AboveLimit", "message": ""}]}\
            """.formatted(totals)));

        assertThat(lines)
                .contains(
                        "PHASE   OFFERED    SENT     P99   ERRORS   VERDICT",
                        "calm      100/s   100/s       -        3   Pass",
                        "rush      900/s   800/s   212ms        3   Fail",
                        "rush: slo/p99   <= 100ms      212ms               -     6,000   Fail");
    }

    @Test
    void shouldTellFindingsWhenARunHasSome() throws JsonProcessingException {
        assertThat(new StatusText(Style.PLAIN).lines(status("""
            {"verdict": "Pass", "reason": "AllObjectivesMet", "message": "the objective is met",
             "findings": [{"name": "Unsteady", "phase": "rush", "message": "the median went up and down",
                           "numbers": [{"name": "coefficientOfVariation", "value": "40%"}]}]}\
            """)))
                .containsExactly(
                        "Unsteady: rush: the median went up and down",
                        "",
                        "Pass (AllObjectivesMet): the objective is met");
    }

    @Test
    void shouldTellTheCapacityWhenTheLoadClimbed() throws JsonProcessingException {
        assertThat(new StatusText(Style.PLAIN).lines(status("""
            {"verdict": "Pass", "reason": "CapacityFound", "message": "the target carries 400/s",
             "capacity": {"rate": "400/s", "low": "400/s", "high": "500/s", "climbs": "3/3", "limitedBy": "Backlog"}}\
            """)))
                .startsWith("Capacity 400/s (3/3 climbs: 400/s to 500/s), limited by Backlog", "");
    }

    private static LoadTestRunStatus status(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, LoadTestRunStatus.class);
    }
}
