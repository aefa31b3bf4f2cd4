package dev.plimsoll.engine.capacity;

/** What kept a target from carrying more. */
public enum Limit {
    /** A time was longer than its objective allows. */
    RESPONSE_TIME("ResponseTime"),
    /** More requests failed than are allowed. */
    ERROR_RATE("ErrorRate"),
    /** More checks failed than are allowed. */
    CHECK_RATE("CheckRate"),
    /** Requests that fell due could not be sent, because too many were in flight. */
    ACHIEVED_RATE("AchievedRate"),
    /** More and more requests were in flight. */
    BACKLOG("Backlog"),
    /** The load generator, not the target: it could not send what was asked for. */
    GENERATOR("Generator"),
    /** Nothing, as far as the load went. */
    NOTHING("Nothing");

    private final String word;

    Limit(String word) {
        this.word = word;
    }

    /** The stable word for status fields and reports. */
    public String word() {
        return word;
    }
}
