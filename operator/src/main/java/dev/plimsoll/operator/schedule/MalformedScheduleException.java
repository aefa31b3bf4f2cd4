package dev.plimsoll.operator.schedule;

/** Text that says no time; the message says why, and what to write instead. */
public final class MalformedScheduleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedScheduleException(String message) {
        super(message);
    }

    MalformedScheduleException(String message, Throwable cause) {
        super(message, cause);
    }
}
