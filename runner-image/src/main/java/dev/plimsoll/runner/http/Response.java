package dev.plimsoll.runner.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole response. Valid only during the call that brings it: the object is used again for the next one.
 *
 * <p>Header fields are there when the request asked for {@link Keep#HEAD} or more, those of {@code Set-Cookie} for
 * {@link Keep#COOKIES} or more, the body for {@link Keep#BODY}.
 */
public interface Response {
    /** Most bytes of a body that are kept, before and after decoding. */
    int MOST_BODY_BYTES = 1 << 20;

    /** Status code, 200 or above. */
    int status();

    /** Size with head and framing; of HTTP/2 the head counts as long as it was before compression. */
    long receivedBytes();

    /** Length of the body as it came: without framing, not decoded, whether kept or not. */
    long bodyBytes();

    /**
     * Value of a header field, the first when there are several; null when there is none, or fields were not kept.
     *
     * @param name in any case
     */
    @Nullable
    String field(String name);

    /** All values of a header field in order; empty when there is none, or fields were not kept. */
    List<String> fields(String name);

    /** The body, decoded where {@code Content-Encoding} is gzip or deflate; empty when it was not kept. */
    byte[] body();

    /** The body as text, in the charset that {@code Content-Type} names, else in UTF-8. */
    String text();

    /**
     * Whether {@link #body} is but the begin of the body: it is longer than {@link #MOST_BODY_BYTES}, or breaks off
     * where it cannot be decoded.
     */
    boolean bodyCutOff();

    /**
     * Whether one read brought all of it, from a connection on which nothing else was awaited: then that it could be
     * read means that it had come, or was coming, before the read.
     */
    boolean cameAtOnce();

    /** Whether the body was not kept, though it was asked for, because the loop keeps too much of others already. */
    boolean bodyDropped();
}
