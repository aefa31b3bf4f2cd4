package dev.plimsoll.bench.accuracy;

import java.util.Optional;

/** A load generator whose numbers are held against the truth. */
sealed interface Subject permits OurSubject, PeerSubject {
    /** As tables show it. */
    String name();

    /** What it can do and what it cannot, in a few words. */
    String label();

    /** Why it cannot be tried at this; empty when it can. */
    Optional<String> absence(Case tried);

    /** Makes ready what is made once, against a target that answers at once. */
    void prepare(int port) throws InterruptedException;

    /** Drives the case's load and reads what the tool says of it. */
    Measured run(Case tried, Trial trial) throws InterruptedException;
}
