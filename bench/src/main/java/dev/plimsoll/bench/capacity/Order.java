package dev.plimsoll.bench.capacity;

import java.util.List;

/** In which order tools take their turns: A B, B A, A B, … so that what drifts on the machine favours nobody. */
final class Order {
    private Order() {}

    /** The order of one round, counted from 0. */
    static <T> List<T> of(List<T> tools, int round) {
        return round % 2 == 0 ? tools : tools.reversed();
    }
}
