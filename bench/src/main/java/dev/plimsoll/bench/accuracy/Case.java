package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.oracle.DelayLaw;
import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.Stalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that is tried.
 *
 * @param name as the table shows it
 * @param rate slots per second; 0 where it depends on what the generator can do
 * @param script what the oracle does
 * @param trouble what befalls the generator
 * @param held whether our targets are meant for it
 */
record Case(String name, double rate, Script script, Trouble trouble, boolean held) {
    /** What is done to the generator. */
    enum Trouble {
        NONE,
        /** More requests are held back at once than it may have in flight. */
        CROWD,
        /** Stopped for 300 ms, by a signal. */
        PAUSE,
        /** Half a core, by a control group. */
        QUOTA,
        /** A fifth more than it can do. */
        OVERLOAD
    }

    /** More than any other case holds back. */
    static final int MOST_IN_FLIGHT = 8_192;

    private static final long SEED = 20261128;
    private static final long MILLI = 1_000_000;
    private static final DelayLaw FIXED = new DelayLaw(10 * MILLI, 0);

    /** Here 10 µs are a percent: what the way through the kernel takes, whoever measures. */
    private static final DelayLaw QUICK = new DelayLaw(MILLI, 0);

    private static final DelayLaw LOG_NORMAL = new DelayLaw(5 * MILLI, 0.5);
    private static final long STALLS_PERIOD = 5_000 * MILLI;
    private static final double SOME_RATE = 2_000;

    /** What the oracle does in all cases that are no trouble of the generator's own. */
    private record Behaviour(String name, DelayLaw law, Stalls stalls, boolean held) {
        Behaviour(String name, DelayLaw law, Stalls stalls) {
            this(name, law, stalls, true);
        }
    }

    /**
     * All of them.
     *
     * @param rates slots per second of the cases without trouble
     * @param warmupSeconds of load before what is judged; a stall comes a second later, and others before, if stalls
     *     come again and again: a crowd that is met for the first time needs connections, and code that was never used
     */
    static List<Case> all(List<Double> rates, double warmupSeconds) {
        long judged = Math.round(warmupSeconds * 1e9);
        var often = new Stalls((judged + 1_000 * MILLI) % STALLS_PERIOD, STALLS_PERIOD, 200 * MILLI);
        var once = Stalls.once(judged + 1_000 * MILLI, 2_000 * MILLI);
        var behaviours = List.of(
                new Behaviour("fixed", FIXED, Stalls.NONE),
                new Behaviour("lognormal", LOG_NORMAL, Stalls.NONE),
                new Behaviour("fixed+stalls", FIXED, often),
                new Behaviour("lognormal+stalls", LOG_NORMAL, often),
                new Behaviour("fixed+2s-stall", FIXED, once),
                new Behaviour("quick", QUICK, Stalls.NONE, false));
        var cases = new ArrayList<Case>();
        for (var behaviour : behaviours) {
            for (double rate : rates) {
                var name = String.format(Locale.ROOT, "%s@%.0f", behaviour.name, rate);
                var script = new Script(behaviour.law, behaviour.stalls, SEED);
                var trouble = crowd(rate, script) > MOST_IN_FLIGHT ? Trouble.CROWD : Trouble.NONE;
                cases.add(new Case(name, rate, script, trouble, behaviour.held));
            }
        }
        var calm = new Script(FIXED, Stalls.NONE, SEED);
        cases.add(new Case("generator-stopped", SOME_RATE, calm, Trouble.PAUSE, true));
        cases.add(new Case("half-a-core", SOME_RATE, calm, Trouble.QUOTA, true));
        cases.add(new Case("overload", 0, calm, Trouble.OVERLOAD, true));
        return List.copyOf(cases);
    }

    /** How many requests are held back at once, at most. */
    private static int crowd(double rate, Script script) {
        double seconds = (script.stalls().lengthNanos() + 4.0 * script.law().medianNanos()) / 1e9;
        return (int) Math.ceil(rate * seconds);
    }

    Case withRate(double other) {
        return new Case(name, other, script, trouble, held);
    }
}
