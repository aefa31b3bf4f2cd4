/**
 * How often a trend is wrong: simulated nights, whose truth is known, looked at by the engine's own
 * {@link dev.plimsoll.engine.trend.Trend} and by what it was made from. Nothing here measures time. Every series has a
 * seed of its own, so that results do not depend on the number of processors.
 */
@NullMarked
package dev.plimsoll.bench.trend;

import org.jspecify.annotations.NullMarked;
