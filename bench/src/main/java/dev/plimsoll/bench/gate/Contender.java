package dev.plimsoll.bench.gate;

import java.util.List;

/**
 * Who judges the response times of canaries.
 *
 * @param title in a table
 * @param method how
 */
record Contender(String title, Method<Canary> method) {
    static final Contender PLIMSOLL = new Contender("**Plimsoll**, p99", Gate.groupSequential(99));
    static final Contender PLIMSOLL_ALL =
            new Contender("**Plimsoll**, p50, p95 and p99", Gate.groupSequential(50, 95, 99));
    static final Contender POOLED = new Contender("Mann–Whitney, all requests", Peers::pooledMannWhitney);
    static final Contender PEEKING_T = new Contender("paired t, a look each round", Peers.peekingT());

    /** In the order of the table. */
    static final List<Contender> ALL = List.of(
            PLIMSOLL,
            PLIMSOLL_ALL,
            new Contender("Plimsoll, anytime, p99", Gate.anytime(99)),
            new Contender("Kayenta's judge", Peers::kayenta),
            new Contender("benchstat's test", Peers::benchstat),
            POOLED,
            new Contender("paired t, one look", Peers.pairedT()),
            PEEKING_T);
}
