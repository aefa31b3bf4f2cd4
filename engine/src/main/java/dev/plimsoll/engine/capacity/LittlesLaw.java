package dev.plimsoll.engine.capacity;

import java.util.List;

/**
 * Whether what was measured fits together: of a system in balance, as many requests are in flight on average as come
 * out a second times how long one takes (Little 1961), whatever their distribution.
 *
 * @param inFlight mean number of requests in flight, as it was counted
 * @param expected the same from throughput and time
 * @param uncertainty twice the standard error of the counted mean
 */
public record LittlesLaw(double inFlight, double expected, double uncertainty) {
    /** How far both may be apart, of what was counted. */
    private static final double TOLERANCE = 0.05;

    /**
     * From its numbers.
     *
     * @param counts of requests in flight, at instants spread evenly; not empty
     * @param perSecond requests that came out
     * @param seconds that one took on average
     */
    public static LittlesLaw of(List<Double> counts, double perSecond, double seconds) {
        double mean = counts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares = 0;
        for (double count : counts) {
            squares += (count - mean) * (count - mean);
        }
        double error = counts.size() < 2 ? 0 : Math.sqrt(squares / (counts.size() - 1) / counts.size());
        return new LittlesLaw(mean, perSecond * seconds, 2 * error);
    }

    /** How far the expected is from what was counted, of the latter; 0 when nothing was in flight. */
    public double deviation() {
        return inFlight == 0 ? 0 : Math.abs(inFlight - expected) / inFlight;
    }

    /** Whether both are near enough to each other, as far as can be told. */
    public boolean holds() {
        return Math.abs(inFlight - expected) <= Math.max(TOLERANCE * inFlight, uncertainty);
    }
}
