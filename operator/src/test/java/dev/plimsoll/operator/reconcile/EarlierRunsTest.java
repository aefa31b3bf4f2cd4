package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.engine.judge.BaselineSource;
import dev.plimsoll.operator.status.Setups;
import dev.plimsoll.operator.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlierRunsTest {
    private static final String TEST = "target: {url: http://a}, load: {smoke: {}}, runners: {count: %d},"
            + " scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]";
    private static final BaselineSource LAST = new BaselineSource.LastPassed();

    private final List<LoadTestRun> siblings = new ArrayList<>();

    /** A run that ended at a minute of the hour. */
    private static LoadTestRun ended(String name, int minute, int runners, String status) {
        var spec = spec(runners);
        var setup = Setups.of(spec, "runner:1", List.of());
        return Resources.loadTestRun("""
            metadata: {name: %s, namespace: shop}
            spec: {loadTest: checkout, test: {%s}}
            status:
              startAt: '2026-11-29T07:%02d:00Z'
              completedAt: '2026-11-29T07:%02d:00Z'
              setup: {spec: %s, runners: %d, runnerImage: '%s', nodeType: %s}
              %s
            """.formatted(
                        name,
                        TEST.formatted(runners),
                        minute,
                        minute,
                        setup.spec(),
                        runners,
                        setup.runnerImage(),
                        setup.nodeType(),
                        status));
    }

    private static LoadTestSpec spec(int runners) {
        return Resources.loadTest("spec: {" + TEST.formatted(runners) + "}").getSpec();
    }

    private void passed(String name, int minute) {
        siblings.add(ended(name, minute, 1, "verdict: Pass"));
    }

    private EarlierRuns.Choice choose(BaselineSource source) {
        var run = Resources.loadTestRun("""
            metadata: {name: now, namespace: shop}
            spec: {loadTest: checkout, test: {%s}}
            status: {startAt: '2026-11-29T07:30:00.5Z'}
            """.formatted(TEST.formatted(1)));
        var observed = new ObservedRun(run, Optional.empty(), List.of());
        return new EarlierRuns(observed, Setups.of(spec(1), "runner:1", List.of()), siblings).choose(source);
    }

    private List<String> chosen(BaselineSource source) {
        return choose(source).runs().stream()
                .map(run -> run.getMetadata().getName())
                .toList();
    }

    @Test
    void shouldTakeTheLastRunsThatPassedTheOldestFirst() {
        passed("b", 12);
        passed("a", 11);
        passed("d", 14);
        passed("c", 13);
        assertThat(chosen(LAST)).containsExactly("d");
        assertThat(chosen(new BaselineSource.Window(3))).containsExactly("b", "c", "d");
        assertThat(chosen(new BaselineSource.Window(6))).containsExactly("a", "b", "c", "d");
        assertThat(chosen(new BaselineSource.Comparison())).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatFailedOrDidNotEndBefore() {
        siblings.add(ended("failed", 10, 1, "verdict: Fail"));
        siblings.add(ended("lost", 11, 1, "verdict: Inconclusive\n  reason: RunnerLost"));
        siblings.add(ended("worse", 12, 1, "verdict: Warn\n  objectives: [{name: a, reason: SeemsWorse}]"));
        siblings.add(Resources.loadTestRun("metadata: {name: running}\nstatus: {phase: Running}"));
        siblings.add(Resources.loadTestRun("metadata: {name: new}"));
        passed("later", 31);
        var choice = choose(LAST);
        assertThat(choice.runs()).isEmpty();
        assertThat(choice.refused()).isEmpty();
    }

    @Test
    void shouldCountRunsThatAreOnlyUndecidedLestTheFasterHalfJudgeTheOther() {
        siblings.add(ended("warned", 10, 1, "verdict: Warn\n  objectives: [{name: a, reason: AboveLimit}]"));
        siblings.add(ended("undecided", 11, 1, """
            verdict: Inconclusive
              reason: Undecided
              objectives:
                - {name: a, verdict: Inconclusive, reason: Undecided}
                - {name: b, verdict: Inconclusive, advisory: true, reason: TooFewRuns}
                - {name: c, verdict: Pass, reason: WithinLimit}
            """));
        siblings.add(ended("unknown", 12, 1, """
            verdict: Inconclusive
              reason: Undecided
              objectives:
                - {name: a, verdict: Inconclusive, reason: Undecided}
                - {name: b, verdict: Inconclusive, reason: TooFewSamples}
            """));
        assertThat(chosen(new BaselineSource.Window(10))).containsExactly("warned", "undecided");
    }

    @Test
    void shouldLookFurtherBackWhenALaterRunIsOfAnotherKindAndSayWhy() {
        passed("fits", 10);
        siblings.add(ended("two", 11, 2, "verdict: Pass"));
        var choice = choose(LAST);
        assertThat(choice.runs()).extracting(run -> run.getMetadata().getName()).containsExactly("fits");
        assertThat(choice.refused()).containsExactly("two has 2 runners, this run has 1");
    }

    @Test
    void shouldNotListEveryRunThatIsRefused() {
        for (int minute = 1; minute < 10; minute++) {
            siblings.add(ended("run-" + minute, minute, 2, "verdict: Pass"));
        }
        assertThat(choose(LAST).refused()).hasSize(6).contains("and 4 more");
    }

    @Test
    void shouldRefuseARunThatDoesNotSayHowItRan() {
        siblings.add(Resources.loadTestRun("""
            metadata: {name: old}
            spec: {}
            status: {verdict: Pass, startAt: '2026-11-29T06:59:00Z', completedAt: '2026-11-29T07:00:00Z'}
            """));
        assertThat(choose(LAST).refused())
                .containsExactly("old does not say how it ran; an older version of the operator made it");
    }

    @Test
    void shouldTakeThePinnedRunWhateverItsVerdict() {
        siblings.add(ended("failed", 10, 1, "verdict: Fail"));
        siblings.add(ended("two", 11, 2, "verdict: Pass"));
        passed("later", 31);
        assertThat(chosen(new BaselineSource.Pinned("failed"))).containsExactly("failed");
        assertThat(choose(new BaselineSource.Pinned("two")).refused())
                .containsExactly("two has 2 runners, this run has 1");
        assertThat(choose(new BaselineSource.Pinned("later")).refused())
                .containsExactly("later ended after this run began");
        assertThat(choose(new BaselineSource.Pinned("nobody")).refused())
                .containsExactly("this LoadTest has no run nobody that has ended");
    }
}
