package dev.plimsoll.bench.gate;

/** Where the arms' pods are. */
enum Placement {
    /** Both arms have pods on the same nodes, so that a slow node slows both. */
    SHARED("arms share their nodes"),
    /** Each arm has a node, and they change between rounds, in random order within each two rounds. */
    SWAPPED("arms change nodes between rounds"),
    /** Each arm has a node, and keeps it: a slow node is taken for a slow arm. */
    FIXED("each arm keeps a node of its own");

    private final String words;

    Placement(String words) {
        this.words = words;
    }

    /** In words, for a table's title. */
    String words() {
        return words;
    }
}
