package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.NotificationSpec;
import dev.plimsoll.api.v1alpha1.NotificationSpec.Occasion;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus.State;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.notify.NotifierConfig.AlertmanagerConfig;
import dev.plimsoll.operator.notify.NotifierConfig.SlackConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {
    private static final Instant NOW = Notices.NOW;
    private final Notifiers notifiers = Notifiers.of(List.of(
            new NotifierConfig("team", new SlackConfig("https://chat/hook", null), null, null),
            new NotifierConfig(
                    "pager",
                    null,
                    new AlertmanagerConfig("http://alertmanager:9093", null, Map.of(), null, null),
                    null)));
    private final Telling telling = new Telling(notifiers, new Backoff(new Random(1)));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # before,     verdict,       change, failure, pager
        -,            Pass,          false,  false,   false
        -,            Warn,          true,   false,   false
        -,            Fail,          true,   true,    true
        -,            Inconclusive,  true,   true,    true
        Pass,         Pass,          false,  false,   false
        Pass,         Warn,          true,   false,   false
        Pass,         Fail,          true,   true,    true
        Fail,         Fail,          false,  true,    true
        Fail,         Inconclusive,  true,   true,    true
        Fail,         Pass,          true,   false,   true
        Fail,         Warn,          true,   false,   true
        Warn,         Pass,          true,   false,   false
        Inconclusive, Inconclusive,  false,  true,    true
        Inconclusive, Pass,          true,   false,   true
        """)
    void shouldTellWhoeverWantsToHear(
            @Nullable Verdict before, Verdict verdict, boolean change, boolean failure, boolean pager) {
        assertThat(isTold("team", Occasion.Change, before, verdict, "Word")).isEqualTo(change);
        assertThat(isTold("team", Occasion.Failure, before, verdict, "Word")).isEqualTo(failure);
        assertThat(isTold("team", Occasion.Always, before, verdict, "Word")).isTrue();
        assertThat(isTold("pager", Occasion.Change, before, verdict, "Word")).isEqualTo(pager);
        assertThat(isTold("pager", Occasion.Failure, before, verdict, "Word")).isEqualTo(pager);
        assertThat(isTold("pager", Occasion.Always, before, verdict, "Word")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Superseded", "RolloutEnded"})
    void shouldNotTellOfARunWhosePlaceAnotherOneTook(String reason) {
        assertThat(isTold("team", Occasion.Change, Verdict.Pass, Verdict.Inconclusive, reason))
                .isFalse();
        assertThat(isTold("pager", Occasion.Failure, Verdict.Pass, Verdict.Inconclusive, reason))
                .isFalse();
        assertThat(isTold("team", Occasion.Always, Verdict.Pass, Verdict.Inconclusive, reason))
                .isTrue();
        assertThat(Telling.counts(reason)).isFalse();
        assertThat(Telling.counts("RunnerLost")).isTrue();
    }

    private boolean isTold(String to, Occasion on, @Nullable Verdict before, Verdict verdict, String reason) {
        return !telling.of(List.of(new NotificationSpec(to, on)), verdict, before, reason, NOW)
                .isEmpty();
    }

    @Test
    void shouldTellEachOnceAndSayWhoIsNobody() {
        var specs = List.of(
                new NotificationSpec("team", Occasion.Always),
                new NotificationSpec("team", Occasion.Failure),
                new NotificationSpec("nobody", Occasion.Always));

        assertThat(telling.of(specs, Verdict.Fail, Verdict.Pass, "Word", NOW))
                .containsExactly(
                        pending(),
                        new NotificationStatus(
                                "nobody",
                                State.Failed,
                                Verdict.Pass,
                                0,
                                "the operator's configuration has no notifier nobody; it has team, pager",
                                "2026-11-29T02:06:12Z",
                                null));
    }

    private static NotificationStatus pending() {
        return new NotificationStatus(
                "team", State.Pending, Verdict.Pass, 0, null, "2026-11-29T02:06:12Z", "2026-11-29T02:06:12Z");
    }

    @Test
    void shouldTryAgainUntilItIsTaken() {
        var retrying = telling.after(pending(), new Outcome.Undelivered("answered 503", Duration.ofMinutes(2)), NOW);

        assertThat(retrying.state()).isEqualTo(State.Retrying);
        assertThat(retrying.attempts()).isEqualTo(1);
        assertThat(retrying.message()).isEqualTo("answered 503");
        assertThat(Instant.parse(String.valueOf(retrying.nextTime())))
                .isBetween(NOW.plusSeconds(120), NOW.plusSeconds(125));
        assertThat(telling.after(retrying, new Outcome.Delivered(), NOW.plusSeconds(130)))
                .isEqualTo(new NotificationStatus(
                        "team", State.Sent, Verdict.Pass, 2, null, "2026-11-29T02:08:22Z", null));
    }

    @Test
    void shouldGiveUpInTheEnd() {
        var entry = pending();
        while (!entry.state().isOver()) {
            entry = telling.after(entry, new Outcome.Undelivered("answered 503", null), NOW);
        }

        assertThat(entry)
                .isEqualTo(new NotificationStatus(
                        "team",
                        State.Failed,
                        Verdict.Pass,
                        13,
                        "answered 503; given up after 13 attempts",
                        "2026-11-29T02:06:12Z",
                        null));
    }

    @Test
    void shouldNotTryAgainWhatWasRefused() {
        assertThat(telling.after(pending(), new Outcome.Refused("answered 404"), NOW)
                        .state())
                .isEqualTo(State.Failed);
    }
}
