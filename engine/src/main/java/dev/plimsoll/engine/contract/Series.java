package dev.plimsoll.engine.contract;

import java.util.Objects;

/**
 * Counts and latencies of one step in one stretch of time.
 *
 * @param key whose they are
 * @param counts what became of the requests
 * @param response from the intended instant to the last byte of the response; errors by timeout are in it at no less
 *     than the timeout, missed slots at no less than what they had waited
 * @param service from the send to the last byte of the response
 * @param lag from the intended instant to the send
 * @param firstByte from the send to the first byte of the response
 */
public record Series(
        SeriesKey key,
        Counts counts,
        EncodedHistogram response,
        EncodedHistogram service,
        EncodedHistogram lag,
        EncodedHistogram firstByte) {

    /** What an older runner sends has no time to first byte. */
    public Series {
        firstByte = Objects.requireNonNullElse(firstByte, EncodedHistogram.EMPTY);
    }

    /** Without times to first byte. */
    public Series(
            SeriesKey key, Counts counts, EncodedHistogram response, EncodedHistogram service, EncodedHistogram lag) {
        this(key, counts, response, service, lag, EncodedHistogram.EMPTY);
    }
}
