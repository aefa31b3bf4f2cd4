package dev.plimsoll.bench.accuracy;

import java.nio.file.Path;

/**
 * Where and for how long.
 *
 * @param port of the oracle
 * @param warmupSeconds of load before what is judged
 * @param seconds that are judged
 * @param folder for files
 */
record Trial(int port, int warmupSeconds, int seconds, Path folder) {
    static final int CORE = 1;

    int totalSeconds() {
        return warmupSeconds + seconds;
    }

    /** Slots of the whole schedule. */
    int slots(double rate) {
        return (int) Math.round(rate * totalSeconds());
    }

    Truth truth(double rate) {
        return new Truth(rate, (int) Math.round(rate * warmupSeconds), slots(rate));
    }
}
