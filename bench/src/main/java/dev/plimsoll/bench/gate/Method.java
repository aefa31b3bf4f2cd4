package dev.plimsoll.bench.gate;

/**
 * A way to judge canaries.
 *
 * @param <T> what canaries measured
 */
@FunctionalInterface
interface Method<T> {
    /** Rules on one canary. */
    Ruling rule(T canary);
}
