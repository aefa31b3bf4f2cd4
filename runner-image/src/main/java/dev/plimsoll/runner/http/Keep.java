package dev.plimsoll.runner.http;

/** What of a response is kept for who sent the request. */
public enum Keep {
    /** Its status and its size. */
    NOTHING,
    /** The cookies that it sets too. */
    COOKIES,
    /** All its header fields too. */
    HEAD,
    /** Its header fields and the begin of its body. */
    BODY
}
