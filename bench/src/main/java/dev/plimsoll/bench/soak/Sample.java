package dev.plimsoll.bench.soak;

/**
 * What a runner held at one instant.
 *
 * @param seconds since the load began
 * @param heapBytes in use after a collection
 * @param residentBytes of the whole process
 * @param descriptors files and sockets that are open
 * @param requests that the server has counted
 */
record Sample(double seconds, long heapBytes, long residentBytes, int descriptors, long requests) {}
