package dev.plimsoll.bench.start;

/**
 * One start. All instants are nanoseconds since the process was asked for.
 *
 * @param registeredNanos the collector heard of the runner
 * @param readyNanos the runner asked for the start signal: it is prepared
 * @param sentNanos the target got the first request
 * @param cpuSeconds processor time until then, of all threads
 * @param lagNanos how late a slot of the first second was sent, at p99
 */
record Start(long registeredNanos, long readyNanos, long sentNanos, double cpuSeconds, long lagNanos) {}
