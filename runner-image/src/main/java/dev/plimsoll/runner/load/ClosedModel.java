package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.plan.ArmShare;
import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Draws;
import dev.plimsoll.runner.rate.Lane;
import dev.plimsoll.runner.rate.PauseLength;
import dev.plimsoll.runner.rate.UserLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Closed model: a user's next turn falls due when the one before has ended and the user has thought, but not sooner
 * after that one fell due than the pace allows. Users come and go along the line; one who has gone comes again when the
 * line rises again.
 *
 * <p>A turn's number holds the user's number in the whole run in its upper half and the count of that user's turns in
 * its lower.
 */
final class ClosedModel implements LoadModel {
    /** Keeps think times apart from other random choices of the same seed. */
    private static final long SALT = 0x7417c4L;

    private final UserLine line;
    private final Load.Closed load;
    private final Lane lane;
    private final ArmShare share;
    private final long seed;
    private final Draws draws = new Draws();
    private final ArrayList<User> users = new ArrayList<>();
    private final TimedQueue<User> resting = new TimedQueue<>();
    private final ArrayDeque<User> waiting = new ArrayDeque<>();

    /** One user of this lane: its number in the whole run, and how many turns it has taken. */
    private static final class User extends Timed {
        private final long number;
        private int taken;
        private long begun;

        User(long number) {
            this.number = number;
        }
    }

    /** An arm's users of a lane; what they think depends on the seed, their number and their turn alone. */
    ClosedModel(Load.Closed load, Lane lane, ArmShare share, long seed) {
        line = new UserLine(load.stages());
        this.load = load;
        this.lane = lane;
        this.share = share;
        this.seed = seed ^ SALT;
        for (long place = 0; lane.number(place) < line.most(); place++) {
            if (share.hasUser(place)) {
                var user = new User(lane.number(place));
                users.add(user);
                rest(user, 0);
            }
        }
    }

    @Override
    public long nextDue() {
        return resting.next();
    }

    @Override
    public void fire(long until, long now, Turns turns) {
        for (var user = arrive(until); user != null; user = arrive(until)) {
            turns.due(user.at, numberOf(user.number, user.taken), now);
        }
    }

    private @Nullable User arrive(long until) {
        var user = resting.poll(until);
        if (user != null) {
            waiting.addLast(user);
        }
        return user;
    }

    /** Lets the first user wait, of whom nobody is told. */
    void fireFirst() {
        arrive(nextDue());
    }

    @Override
    public long firstInstant() {
        return waiting.getFirst().at;
    }

    @Override
    public long firstNumber() {
        var user = waiting.getFirst();
        return numberOf(user.number, user.taken);
    }

    @Override
    public void takeFirst() {
        var user = waiting.removeFirst();
        user.begun = user.at;
        user.taken++;
    }

    @Override
    public void ended(long number, long since) {
        var user = users.get(share.indexOf(lane.place(userOf(number))));
        draws.begin(seed, number);
        long thought = after(since, PauseLength.next(load.thinkTime(), draws));
        rest(user, Math.max(thought, after(user.begun, load.pacingNanos())));
    }

    private static long after(long instant, long nanos) {
        long sum = instant + nanos;
        return sum < instant ? ArrivalProcess.NEVER - 1 : sum;
    }

    /** The number of a user's turn; the count of turns is taken without its sign, so that it may overflow. */
    static long numberOf(long user, int taken) {
        return user << Integer.SIZE | Integer.toUnsignedLong(taken);
    }

    /** The user whose turn has this number. */
    static long userOf(long number) {
        return number >>> Integer.SIZE;
    }

    private void rest(User user, long from) {
        long due = line.arrivalOf(user.number, from);
        if (due != ArrivalProcess.NEVER) {
            resting.add(user, due);
        }
    }
}
