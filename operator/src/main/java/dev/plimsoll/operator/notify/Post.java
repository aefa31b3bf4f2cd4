package dev.plimsoll.operator.notify;

import java.net.URI;
import java.util.Map;

/** What is posted where. Its text says nothing of it: all of it may be secret. */
record Post(URI uri, Map<String, String> headers, String body) {
    Post {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Post to " + uri.getHost();
    }
}
