package dev.plimsoll.engine.contract;

import java.util.List;

/**
 * One HTTP request and what is expected of its response.
 *
 * @param name unique in its scenario
 * @param method HTTP method
 * @param path path and query, beginning with a slash; put after the target's base path
 * @param headers header fields in order, repeats allowed; {@code Host} and {@code Content-Length} are added when absent
 * @param body request body, sent as UTF-8; empty for none
 * @param expectedStatus status codes that count as success; empty means any from 200 to 399
 * @param timeoutNanos longest service time, from the send to the last byte of the response
 */
public record Step(
        String name,
        String method,
        String path,
        List<Header> headers,
        String body,
        List<Integer> expectedStatus,
        long timeoutNanos) {

    /** One header field as it goes on the wire. */
    public record Header(String name, String value) {}

    public Step {
        headers = List.copyOf(headers);
        expectedStatus = List.copyOf(expectedStatus);
    }
}
