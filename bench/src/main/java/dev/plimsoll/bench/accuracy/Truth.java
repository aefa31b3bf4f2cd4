package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.ServedLog;
import dev.plimsoll.bench.stats.GridFit;

/**
 * Response times that are true, whatever a tool has measured.
 *
 * <p>Slot i of a schedule falls due at {@code phase + i / rate}. As served, its response time is from that instant to
 * the one at which the oracle wrote the reply to the i-th arrival: what really happened, the way back excepted. By the
 * script, it is how long the oracle holds back a request that arrives at the slot's very instant: what an ideal
 * generator on an ideal machine would see.
 *
 * @param rate slots per second
 * @param from first slot that is judged
 * @param to end of the judged slots
 */
record Truth(double rate, int from, int to) {
    /**
     * By the script.
     *
     * @param phase of slot 0, since the oracle's first arrival
     */
    long[] byScript(Script script, long phase) {
        var delays = script.law().delays(script.seed(), to);
        var times = new long[to - from];
        for (int i = from; i < to; i++) {
            long slot = phase + GridFit.pointOf(i, rate);
            times[i - from] = script.replyAt(slot, delays[i]) - slot;
        }
        return times;
    }

    /**
     * As served; slots that never arrived are left out.
     *
     * @param start of slot 0, by the log's clock
     */
    long[] asServed(ServedLog log, long start) {
        int end = Math.min(to, log.size());
        var times = new long[Math.max(0, end - from)];
        for (int i = from; i < end; i++) {
            times[i - from] = log.replied()[i] - start - GridFit.pointOf(i, rate);
        }
        return times;
    }

    /** How late the oracle was with its replies, each against the script for a request that arrived when it did. */
    static long[] oracleLateness(Script script, ServedLog log) {
        var delays = script.law().delays(script.seed(), log.size());
        var late = new long[log.size()];
        for (int i = 0; i < log.size(); i++) {
            long anchor = log.arrived()[0];
            late[i] = log.replied()[i] - anchor - script.replyAt(log.arrived()[i] - anchor, delays[i]);
        }
        return late;
    }
}
