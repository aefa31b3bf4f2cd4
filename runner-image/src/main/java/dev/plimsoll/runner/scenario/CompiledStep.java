package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, ready to send, and what is looked at in its response.
 *
 * @param series place of its numbers among those of all steps of the plan, from 0
 * @param request what goes on the wire
 * @param expected which status counts as success
 * @param maxRedirects how many redirects are followed
 * @param captures what is kept of the response, in order
 * @param checks what is asked of it
 * @param timeoutNanos longest service time
 */
public record CompiledStep(
        int series,
        RequestTemplate request,
        ExpectedStatus expected,
        int maxRedirects,
        List<CompiledCapture> captures,
        List<CompiledCheck> checks,
        long timeoutNanos)
        implements Action {

    /** Counts what became of a check. */
    public interface CheckCounter {
        void checked(String name, boolean passed);
    }

    public CompiledStep {
        captures = List.copyOf(captures);
        checks = List.copyOf(checks);
    }

    /** Whether anything but the status of a response matters. */
    public boolean looksInto() {
        return request.keep() != Keep.NOTHING || !checks.isEmpty() || !captures.isEmpty();
    }

    /**
     * Looks into a response that is not followed any further: first its status is judged, then captures are taken, then
     * checks are made, which are made of an unexpected response too.
     *
     * @return the error that it is; null when it is none
     */
    @Nullable
    public ErrorKind examine(Response response, Session session, long serviceNanos, CheckCounter counter) {
        var reading = new Reading(response, session, serviceNanos);
        var error = expected.accepts(response.status()) ? capture(reading) : ErrorKind.BAD_STATUS;
        for (var check : checks) {
            counter.checked(check.name(), check.holds(reading));
        }
        return error;
    }

    private @Nullable ErrorKind capture(Reading reading) {
        for (var capture : captures) {
            if (!capture.take(reading)) {
                return ErrorKind.CAPTURE_FAILED;
            }
        }
        return null;
    }
}
