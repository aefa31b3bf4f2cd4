package dev.plimsoll.runner.load;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What waits, by its instant: a binary heap whose elements know their places, so that taking one out of the middle
 * needs no search. Instants mostly come in rising order, and then adding is one step.
 */
final class TimedQueue<T extends Timed> {
    /** The instant of nothing. */
    static final long NEVER = Long.MAX_VALUE;

    private final ArrayList<T> heap = new ArrayList<>();

    boolean isEmpty() {
        return heap.isEmpty();
    }

    /** The earliest instant; {@link #NEVER} when empty. */
    long next() {
        return heap.isEmpty() ? NEVER : heap.getFirst().at;
    }

    /** Adds what is in no queue. */
    void add(T timed, long at) {
        timed.at = at;
        heap.add(timed);
        rise(timed, heap.size() - 1);
    }

    /** Takes one out, if it is in. */
    void remove(T timed) {
        int hole = timed.place;
        if (hole == Timed.NOWHERE) {
            return;
        }
        timed.place = Timed.NOWHERE;
        var last = heap.removeLast();
        if (hole < heap.size()) {
            rise(last, hole);
            sink(last, last.place);
        }
    }

    /** Takes out the earliest whose instant has come. */
    @Nullable
    T poll(long now) {
        if (next() > now || heap.isEmpty()) {
            return null;
        }
        var first = heap.getFirst();
        remove(first);
        return first;
    }

    private void rise(T timed, int from) {
        int i = from;
        while (i > 0) {
            var parent = heap.get((i - 1) / 2);
            if (parent.at <= timed.at) {
                break;
            }
            put(parent, i);
            i = (i - 1) / 2;
        }
        put(timed, i);
    }

    private void sink(T timed, int from) {
        int i = from;
        for (int child = 2 * i + 1; child < heap.size(); child = 2 * i + 1) {
            if (child + 1 < heap.size() && heap.get(child + 1).at < heap.get(child).at) {
                child++;
            }
            var least = heap.get(child);
            if (timed.at <= least.at) {
                break;
            }
            put(least, i);
            i = child;
        }
        put(timed, i);
    }

    private void put(T timed, int i) {
        heap.set(i, timed);
        timed.place = i;
    }
}
