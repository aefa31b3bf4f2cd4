package dev.plimsoll.operator.notify;

import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.time.Instant;

/** Somebody who can be told of verdicts. */
public sealed interface Receiver permits Webhook, Slack, Alertmanager {
    /**
     * What is posted to tell it.
     *
     * @param now when
     */
    Post post(Notice notice, SecretFiles secrets, Instant now) throws UnusableSecretException;

    /** Where to. */
    Address address();

    /**
     * Whether it holds a state that must be kept up to date, where others are only told of changes: then it is told of
     * every run that is not well, and of the first that is well again.
     */
    boolean holdsState();
}
