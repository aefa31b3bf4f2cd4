package dev.plimsoll.bench.capacity;

/**
 * What one turn of a tool looks like.
 *
 * @param connections kept alive
 * @param warmupSeconds of load before the window
 * @param seconds length of the window
 * @param rate requests/s, where the mode is paced
 */
record Shape(int connections, double warmupSeconds, double seconds, double rate) {
    /** For how long a tool is told to run: to find the begin of the load and to look twice takes a moment. */
    private static final double MARGIN_SECONDS = 1;

    /** Length of the load in whole seconds, as peers want it. */
    int loadSeconds() {
        return (int) Math.ceil(warmupSeconds + seconds + MARGIN_SECONDS);
    }
}
