package dev.plimsoll.bench.gate;

/**
 * What canaries go through.
 *
 * @param drifts whether anything changes but requests: load on the cluster, either arm, the weight of the tail, nodes
 * @param slower by how much the candidate is slower in every request; 0.1 is 10 %
 * @param slowerTail by how much it is slower in its slowest requests alone, the share {@link Requests#SLOWEST}
 */
record World(boolean drifts, Placement placement, double slower, double slowerTail) {
    /** With all drifts. */
    static World drifting(Placement placement, double slower, double slowerTail) {
        return new World(true, placement, slower, slowerTail);
    }

    /** Two arms that are alike, and nothing but the scatter of requests. */
    static World calm() {
        return new World(false, Placement.SHARED, 0, 0);
    }
}
