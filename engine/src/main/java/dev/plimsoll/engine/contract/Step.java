package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a scenario: a request, a pause, or a block of steps.
 *
 * <p>Where a text is called a template, it may hold {@code ${...}}: a session variable, a column of a data set, or a
 * call of a function. {@code engine.template} has the syntax.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Request.class, name = "Request"),
    @JsonSubTypes.Type(value = Step.Rest.class, name = "Rest"),
    @JsonSubTypes.Type(value = Step.Repeat.class, name = "Repeat"),
    @JsonSubTypes.Type(value = Step.While.class, name = "While"),
    @JsonSubTypes.Type(value = Step.If.class, name = "If")
})
public sealed interface Step {

    /** The requests in it, in the order of the document, however often they may be sent. */
    default Stream<Request> requests() {
        return switch (this) {
            case Request request -> Stream.of(request);
            case Rest _ -> Stream.empty();
            case Repeat repeat -> repeat.steps.stream().flatMap(Step::requests);
            case While loop -> loop.steps.stream().flatMap(Step::requests);
            case If branch -> branch.steps.stream().flatMap(Step::requests);
        };
    }

    /**
     * One HTTP request and what is expected of its response.
     *
     * @param name unique in its scenario
     * @param method HTTP method
     * @param path template of path and query, beginning with a slash; put after the target's base path
     * @param headers header fields in order, repeats allowed; {@code Host}, {@code Content-Length} and what the body
     *     needs are added when absent
     * @param body what is sent after the head
     * @param maxRedirects how many redirects to the target itself are followed; 0: a redirect is the response
     * @param captures what is kept of the response for later steps, in order
     * @param expectedStatus status codes that count as success; empty means any from 200 to 399
     * @param checks what else is asked of the response; counted apart from errors
     * @param timeoutNanos longest service time, from the send to the last byte of the last response
     */
    record Request(
            String name,
            String method,
            String path,
            List<Header> headers,
            Body body,
            int maxRedirects,
            List<Capture> captures,
            List<Integer> expectedStatus,
            List<Check> checks,
            long timeoutNanos)
            implements Step {

        public Request {
            headers = List.copyOf(headers);
            captures = List.copyOf(captures);
            expectedStatus = List.copyOf(expectedStatus);
            checks = List.copyOf(checks);
        }

        /** A request of which nothing is kept and nothing asked but its status. */
        public Request(
                String name,
                String method,
                String path,
                List<Header> headers,
                String body,
                List<Integer> expectedStatus,
                long timeoutNanos) {
            this(
                    name,
                    method,
                    path,
                    headers,
                    body.isEmpty() ? new Body.None() : new Body.Text(body),
                    0,
                    List.of(),
                    expectedStatus,
                    List.of(),
                    timeoutNanos);
        }
    }

    /**
     * One header field.
     *
     * @param name as it goes on the wire
     * @param value template
     */
    record Header(String name, String value) {}

    /** Sends nothing for a while. */
    record Rest(Pause pause) implements Step {}

    /** Goes through its steps a number of times. */
    record Repeat(int times, List<Step> steps) implements Step {
        public Repeat {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Goes through its steps as long as a condition holds, which is looked at before each time.
     *
     * @param limit most times, so that it ends
     */
    record While(Condition condition, int limit, List<Step> steps) implements Step {
        public While {
            steps = List.copyOf(steps);
        }
    }

    /** Goes through its steps once, if a condition holds. */
    record If(Condition condition, List<Step> steps) implements Step {
        public If {
            steps = List.copyOf(steps);
        }
    }
}
