package dev.plimsoll.bench.oracle;

import java.util.Arrays;

/** Requests that wait for their replies, by the instant, and of the same instant by number. Allocates when it grows. */
final class DueHeap {
    private long[] instants = new long[1 << 15];
    private int[] numbers = new int[1 << 15];
    private int size;

    /** The earliest instant; the largest long when empty. */
    long next() {
        return size == 0 ? Long.MAX_VALUE : instants[0];
    }

    void add(long instant, int number) {
        if (size == instants.length) {
            instants = Arrays.copyOf(instants, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int i = size++;
        while (i > 0 && isBefore(instant, number, (i - 1) / 2)) {
            move((i - 1) / 2, i);
            i = (i - 1) / 2;
        }
        instants[i] = instant;
        numbers[i] = number;
    }

    /** Takes the number with the earliest instant; there must be one. */
    int poll() {
        int first = numbers[0];
        size--;
        long instant = instants[size];
        int number = numbers[size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && isBefore(instants[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (isBefore(instant, number, child)) {
                break;
            }
            move(child, i);
            i = child;
        }
        instants[i] = instant;
        numbers[i] = number;
        return first;
    }

    private boolean isBefore(long instant, int number, int place) {
        return instant < instants[place] || (instant == instants[place] && number < numbers[place]);
    }

    private void move(int from, int to) {
        instants[to] = instants[from];
        numbers[to] = numbers[from];
    }
}
