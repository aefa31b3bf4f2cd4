package dev.plimsoll.runner.http;

/** What of a response is kept for who sent the request. */
public enum Keep {
    /** Its status and its size. */
    NOTHING,
    /** Its header fields too. */
    HEAD,
    /** Its header fields and the begin of its body. */
    BODY
}
