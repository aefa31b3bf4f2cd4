package dev.plimsoll.bench.gate;

/** The errors of one round of a canary, of {@link ErrorWorld#REQUESTS} requests in either arm. */
record ErrorCounts(int baseline, int candidate) {}
