package dev.plimsoll.engine.capacity;

/**
 * A throughput at a concurrency.
 *
 * @param concurrency mean number of requests in flight, above 0
 * @param throughput requests that came out each second, above 0
 */
public record Point(double concurrency, double throughput) {
    /** What one request in flight brings, which is the inverse of how long it takes. */
    double each() {
        return throughput / concurrency;
    }

    /**
     * Throughput for the time that a request takes. It is highest at the knee: below, more load brings more than it
     * costs; above, it costs more than it brings (Kleinrock's power, 1979).
     */
    public double power() {
        return throughput * each();
    }
}
