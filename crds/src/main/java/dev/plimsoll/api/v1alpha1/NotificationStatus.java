package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How far somebody is told of a run's verdict. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationStatus(
        @JsonPropertyDescription("Name of the notifier.") String to,

        @JsonPropertyDescription("How far it is.") State state,

        @Nullable @JsonPropertyDescription("Verdict of the run before; absent when this was the first one.")
        Verdict before,

        @JsonPropertyDescription("How often it was tried.") Integer attempts,

        @Nullable @JsonPropertyDescription("What came of the last attempt, when it was not taken.")
        String message,

        @JsonPropertyDescription("When this state was reached, RFC 3339.")
        String time,

        @Nullable @JsonPropertyDescription("When it is tried again, RFC 3339; absent when that is not to come.")
        String nextTime) {

    /** How far a notification is. */
    public enum State {
        /** It is to be sent. */
        Pending,
        /** The receiver took it. */
        Sent,
        /** It was not taken and is tried again. */
        Retrying,
        /** It was not taken and is not tried again. */
        Failed,
        /** It was not sent any more: a later run had its verdict first. */
        Skipped;

        /** Whether nothing more happens. */
        public boolean isOver() {
            return switch (this) {
                case Pending, Retrying -> false;
                case Sent, Failed, Skipped -> true;
            };
        }
    }
}
