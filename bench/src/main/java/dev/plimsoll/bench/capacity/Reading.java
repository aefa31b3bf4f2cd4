package dev.plimsoll.bench.capacity;

/**
 * What was seen in the window of one turn. Requests are counted by the server and CPU time by the kernel, for every
 * tool alike; what it takes to start, and to warm up, is outside the window.
 *
 * @param requestsPerSecond answered by the server
 * @param clientCores CPU seconds of the client in each second
 * @param serverCores CPU seconds of the server in each second; near 1 it was the server that limited the rate
 * @param serverWaited seconds in each second for which the server was ready and its core busy with others: what
 *     disturbs
 * @param peakBytes the most memory that the client had resident until the window's end
 */
record Reading(double requestsPerSecond, double clientCores, double serverCores, double serverWaited, long peakBytes) {
    /** Counters at one instant. */
    record Sample(
            long nanos, long requests, double clientCpuSeconds, double serverCpuSeconds, double serverWaitedSeconds) {}

    /** From the counters at both ends of the window. */
    static Reading between(Sample from, Sample to, long peakBytes) {
        double seconds = (to.nanos - from.nanos) / 1e9;
        return new Reading(
                (to.requests - from.requests) / seconds,
                (to.clientCpuSeconds - from.clientCpuSeconds) / seconds,
                (to.serverCpuSeconds - from.serverCpuSeconds) / seconds,
                (to.serverWaitedSeconds - from.serverWaitedSeconds) / seconds,
                peakBytes);
    }

    /** Requests that one second of the client's CPU time was good for. */
    double requestsPerCpuSecond() {
        return requestsPerSecond / clientCores;
    }
}
