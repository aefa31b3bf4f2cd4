package dev.plimsoll.runner.load;

import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;
import dev.plimsoll.runner.rate.UserLine;
import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * Closed model: a user's next turn falls due when the one before has ended and the user has thought. Users come and go
 * along the line; one who has gone comes again when the line rises again.
 *
 * <p>A turn's number holds the user's number in the whole run in its upper half and the count of that user's turns in
 * its lower.
 */
final class ClosedModel implements LoadModel {
    private final UserLine line;
    private final long thinkTimeNanos;
    private final Lane lane;
    private final ArrayList<User> users = new ArrayList<>();
    private final TimedQueue<User> resting = new TimedQueue<>();
    private final ArrayDeque<User> waiting = new ArrayDeque<>();

    /** One user of this lane: its number in the whole run, and how many turns it has taken. */
    private static final class User extends Timed {
        private final long number;
        private int taken;

        User(long number) {
            this.number = number;
        }
    }

    ClosedModel(UserLine line, long thinkTimeNanos, Lane lane) {
        this.line = line;
        this.thinkTimeNanos = thinkTimeNanos;
        this.lane = lane;
        for (long number = lane.number(0); number < line.most(); number = lane.number(users.size())) {
            var user = new User(number);
            users.add(user);
            rest(user, 0);
        }
    }

    @Override
    public long nextDue() {
        return resting.next();
    }

    @Override
    public void fire(long now, Turns turns) {
        for (var user = resting.poll(now); user != null; user = resting.poll(now)) {
            waiting.addLast(user);
            turns.due(user.at, numberOf(user.number, user.taken), now);
        }
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
        waiting.removeFirst().taken++;
    }

    @Override
    public void ended(long number, long now) {
        rest(users.get(lane.place(userOf(number))), now + thinkTimeNanos);
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
