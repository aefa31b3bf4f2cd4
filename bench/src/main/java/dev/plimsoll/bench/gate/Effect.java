package dev.plimsoll.bench.gate;

/** What is wrong with a candidate. */
enum Effect {
    NONE("A/A", 0, 0),
    TOLERATED("+2 %", 0.02, 0),
    BETWEEN("+5 %", 0.05, 0),
    MARGIN("+10 %", 0.10, 0),
    LARGE("+20 %", 0.20, 0),
    TAIL("tail +10 %", 0, 0.10);

    private final String title;
    private final double slower;
    private final double slowerTail;

    Effect(String title, double slower, double slowerTail) {
        this.title = title;
        this.slower = slower;
        this.slowerTail = slowerTail;
    }

    /** In a table. */
    String title() {
        return title;
    }

    /** A world with it and all drifts. */
    World in(Placement placement) {
        return World.drifting(placement, slower, slowerTail);
    }
}
