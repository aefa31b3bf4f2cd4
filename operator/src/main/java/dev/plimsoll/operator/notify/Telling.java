package dev.plimsoll.operator.notify;

import dev.plimsoll.api.v1alpha1.NotificationSpec;
import dev.plimsoll.api.v1alpha1.NotificationSpec.Occasion;
import dev.plimsoll.api.v1alpha1.NotificationStatus;
import dev.plimsoll.api.v1alpha1.NotificationStatus.State;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.notify.Dispatch.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is told of a verdict, and what becomes of each of these notifications. */
public final class Telling {
    /** A run that ended for one of these says nothing of its target: another one took its place. */
    private static final Set<String> MOOT = Set.of("Superseded", "RolloutEnded");

    private static final int LONGEST_MESSAGE = 500;

    private final Notifiers notifiers;
    private final Backoff backoff;

    public Telling(Notifiers notifiers, Backoff backoff) {
        this.notifiers = notifiers;
        this.backoff = backoff;
    }

    /** Whether a run that ended for this reason counts as the run before. */
    public static boolean counts(String reason) {
        return !MOOT.contains(reason);
    }

    /**
     * Who is to be told.
     *
     * @param before verdict of the run before; null when this is the first
     */
    public List<NotificationStatus> of(
            List<NotificationSpec> specs, Verdict verdict, @Nullable Verdict before, String reason, Instant now) {
        return specs.stream()
                .filter(spec -> isTold(spec, verdict, before, reason))
                .map(NotificationSpec::to)
                .distinct()
                .map(to -> notifiers.has(to)
                        ? new NotificationStatus(to, State.Pending, before, 0, null, seconds(now), seconds(now))
                        : new NotificationStatus(
                                to, State.Failed, before, 0, notifiers.unknown(to), seconds(now), null))
                .toList();
    }

    private boolean isTold(NotificationSpec spec, Verdict verdict, @Nullable Verdict before, String reason) {
        boolean good = Notice.isGood(verdict);
        boolean wasGood = before == null || Notice.isGood(before);
        if (spec.on() != Occasion.Always && !counts(reason)) {
            return false;
        }
        if (spec.on() != Occasion.Always
                && notifiers.find(spec.to()).filter(Receiver::holdsState).isPresent()) {
            return !good || !wasGood; // it resolves what it was told, and what is not confirmed ends
        }
        return switch (spec.on()) {
            case Change -> before == null ? verdict != Verdict.Pass : verdict != before;
            case Failure -> !good;
            case Always -> true;
        };
    }

    /**
     * After an attempt.
     *
     * @param outcome what came of it
     */
    public NotificationStatus after(NotificationStatus entry, Outcome outcome, Instant now) {
        int attempts = entry.attempts() + 1;
        return switch (outcome) {
            case Outcome.Delivered() -> over(entry, State.Sent, attempts, null, now);
            case Outcome.Refused(var why) -> over(entry, State.Failed, attempts, why, now);
            case Outcome.Undelivered(var why, var notBefore) ->
                backoff.after(attempts, notBefore)
                        .map(wait -> retrying(entry, attempts, why, now, wait))
                        .orElseGet(() -> over(
                                entry,
                                State.Failed,
                                attempts,
                                why + "; given up after " + attempts + " attempts",
                                now));
        };
    }

    /** It is not sent any more. */
    public NotificationStatus skipped(NotificationStatus entry, String laterRun, Instant now) {
        return over(entry, State.Skipped, entry.attempts(), laterRun + " had its verdict meanwhile", now);
    }

    /** The configuration has no such notifier any more. */
    public NotificationStatus unknown(NotificationStatus entry, Instant now) {
        return over(entry, State.Failed, entry.attempts(), notifiers.unknown(entry.to()), now);
    }

    /** Whether the configuration still has its notifier. */
    public boolean knows(NotificationStatus entry) {
        return notifiers.has(entry.to());
    }

    /** Whether it would say what is no longer so once a later run has its verdict. */
    public boolean isOutdatedByLaterRuns(NotificationStatus entry) {
        return notifiers.find(entry.to()).filter(Receiver::holdsState).isPresent();
    }

    /** Starts the next attempt, unless it was started. */
    public void send(Dispatch dispatch, Letter letter, Notice notice) {
        notifiers.find(letter.to()).ifPresent(receiver -> dispatch.send(letter, receiver, notice));
    }

    private static NotificationStatus retrying(
            NotificationStatus entry, int attempts, String why, Instant now, Duration wait) {
        // the wait keeps its fraction: seconds would bring back together what jitter holds apart
        return new NotificationStatus(
                entry.to(),
                State.Retrying,
                entry.before(),
                attempts,
                shortened(why),
                seconds(now),
                now.plus(wait).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static NotificationStatus over(
            NotificationStatus entry, State state, int attempts, @Nullable String why, Instant now) {
        return new NotificationStatus(
                entry.to(), state, entry.before(), attempts, why == null ? null : shortened(why), seconds(now), null);
    }

    private static String seconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
