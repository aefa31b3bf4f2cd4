/** Simulates the levels at which the gate looks after every round. */
@NullMarked
package dev.plimsoll.bench.levels;

import org.jspecify.annotations.NullMarked;
