package dev.plimsoll.runner.data;

import dev.plimsoll.runner.rate.Hash;

/**
 * An order of chance of the numbers from 0 to {@code size - 1}, computed place by place: loops that share it need no
 * memory for it, and no agreement.
 *
 * <p>A Feistel network of four rounds permutes the next larger set whose size is a power of four; a result outside is
 * permuted again until it is inside (Black and Rogaway, Ciphers with Arbitrary Finite Domains, 2002).
 */
final class Shuffle {
    private static final int ROUNDS = 4;

    private final int size;
    private final int halfBits;
    private final int mask;

    Shuffle(int size) {
        this.size = size;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
        halfBits = (bits + 1) / 2;
        mask = (1 << halfBits) - 1;
    }

    /** Which number stands at a place, by a seed: another order for each. */
    int at(int place, long seed) {
        int number = permuted(place, seed);
        while (number < 0 || number >= size) {
            number = permuted(number, seed);
        }
        return number;
    }

    private int permuted(int value, long seed) {
        int left = (value >>> halfBits) & mask;
        int right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = left ^ ((int) Hash.of(seed + round, right) & mask);
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }
}
