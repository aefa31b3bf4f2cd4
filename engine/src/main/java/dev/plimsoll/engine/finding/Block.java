package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Span;
import org.HdrHistogram.Histogram;

/**
 * What the requests of a phase came to in one piece of time, all steps together.
 *
 * @param span since the start instant of the run
 * @param counts what became of them
 * @param response nanoseconds; not to be changed
 */
record Block(Span span, Counts counts, Histogram response) {

    /** How many requests have a response time. */
    long timed() {
        return response.getTotalCount();
    }

    /** A percentile of the response time; nanoseconds. */
    long percentile(double percent) {
        return response.getValueAtPercentile(percent);
    }

    /** How many requests with a response time there were each second. */
    double timedPerSecond() {
        return timed() * 1e9 / span.lengthNanos();
    }

    /** Errors of all requests whose end is known. */
    double errorFraction() {
        return counts.completed() == 0 ? 0 : (double) counts.totalErrors() / counts.completed();
    }
}
