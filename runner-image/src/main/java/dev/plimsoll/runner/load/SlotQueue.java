package dev.plimsoll.runner.load;

/** Slots that are due and wait for room, first in, first out, as plain longs in a ring: 16 bytes each. */
final class SlotQueue {
    private long[] instants = new long[1024];
    private long[] numbers = new long[1024];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(long instant, long number) {
        if (size == instants.length) {
            instants = grow(instants);
            numbers = grow(numbers);
            head = 0;
        }
        int tail = (head + size) & (instants.length - 1);
        instants[tail] = instant;
        numbers[tail] = number;
        size++;
    }

    /** The first slot's instant; the queue must not be empty. */
    long firstInstant() {
        return instants[head];
    }

    /** The first slot's number; the queue must not be empty. */
    long firstNumber() {
        return numbers[head];
    }

    void removeFirst() {
        head = (head + 1) & (instants.length - 1);
        size--;
    }

    private long[] grow(long[] ring) {
        var grown = new long[2 * ring.length];
        System.arraycopy(ring, head, grown, 0, ring.length - head);
        System.arraycopy(ring, 0, grown, ring.length - head, head);
        return grown;
    }
}
