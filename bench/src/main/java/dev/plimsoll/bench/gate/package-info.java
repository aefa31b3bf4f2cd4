/**
 * How often the gate is wrong, and how often others would be: simulated canaries, whose truth is known, judged by the
 * engine's own test and by what its peers describe. Nothing here measures time.
 *
 * <p>A {@link dev.plimsoll.bench.gate.World} says what canaries go through, {@link dev.plimsoll.bench.gate.Simulator}
 * draws a {@link dev.plimsoll.bench.gate.Canary}, each {@link dev.plimsoll.bench.gate.Method} rules on it, and a
 * {@link dev.plimsoll.bench.gate.Score} adds the rulings up. Every canary has a seed of its own, so that results do not
 * depend on the number of processors.
 */
@NullMarked
package dev.plimsoll.bench.gate;

import org.jspecify.annotations.NullMarked;
